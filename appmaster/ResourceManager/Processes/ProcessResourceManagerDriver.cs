using FlinkYarn.Api.Execution;
using FlinkYarn.AppMaster.ResourceManager.Yarn;
using FlinkYarn.Runtime.Actors;

namespace FlinkYarn.AppMaster.ResourceManager.Processes;

/// <summary>
/// Provides TaskManagers as child processes on this machine. What the children are told and given is what a YARN
/// container has: its folder with links, its environment, its log folder.
/// </summary>
/// <param name="masterAddress">host:port that the children connect to; asked for when the first one is started.</param>
sealed partial class ProcessResourceManagerDriver(
    ProcessDriverSetup setup, Func<string> masterAddress, ActorSystem system) : IResourceManagerDriver
{
    readonly ILogger logger = setup.Loggers.CreateLogger<ProcessResourceManagerDriver>();
    readonly Dictionary<string, ChildProcess> workers = [];
    readonly Dictionary<string, Task> runs = [];
    IResourceEventHandler events = null!;
    bool isStopping;
    int wanted;
    int started;

    public Task StartAsync(IResourceEventHandler handler, CancellationToken cancellationToken)
    {
        events = handler;
        setup.Folder.Create();
        return Task.CompletedTask;
    }

    public void DeclareWanted(int count)
    {
        // Reporting a start leads back here with what is still wanted then.
        for (wanted = count; wanted > 0 && runs.Count < setup.MostWorkers && !isStopping;)
        {
            wanted--;
            Start($"worker-{++started}");
        }
    }

    public void Release(string resourceId)
    {
        if (workers.Remove(resourceId, out var worker))
        {
            LogReleased(resourceId, worker.Id);
            _ = worker.StopAsync(setup.KillDelay, system.Time);
        }
    }

    public void ExpectEnd(string resourceId)
    {
        // The end of a child is known at once.
    }

    public async Task StopAsync(JobStatus status, string diagnostics, CancellationToken cancellationToken)
    {
        isStopping = true;
        foreach (var resourceId in workers.Keys.ToList())
        {
            Release(resourceId);
        }

        await Task.WhenAll(runs.Values.ToList()).WaitAsync(cancellationToken);
    }

    void Start(string id)
    {
        try
        {
            var worker = Launch(id);
            workers.Add(id, worker);
            LogStarted(id, worker.Id);
            runs[id] = RunAsync(id, worker);
            events.OnWorkerStarting(id, setup.Host);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogStartFailed(id, failure.Message);
            events.OnWorkerStarting(id, setup.Host);
            events.OnWorkerEnded(id, $"its process could not be started: {failure.Message}");
        }
    }

    ChildProcess Launch(string id)
    {
        var folder = setup.Folder.CreateSubdirectory(id);
        foreach (var (link, target) in setup.Files)
        {
            var place = Path.Combine(folder.FullName, link);
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.CreateSymbolicLink(place, target);
        }

        var logFolder = Directory.CreateDirectory(setup.LogFolder(id)).FullName;
        var scratch = folder.CreateSubdirectory("tmp").FullName;
        return ChildProcess.Start(setup.Command, folder.FullName, logFolder, setup.Environment.Concat(
        [
            new("CONTAINER_ID", id), new("NM_HOST", setup.Host), new("LOG_DIRS", logFolder), new("TMPDIR", scratch),
            new(TaskManagerLaunch.MasterVariable, masterAddress()),
        ]));
    }

    // Its awaits come back to the ResourceManager's mailbox, where it was started.
    async Task RunAsync(string id, ChildProcess worker)
    {
        var end = await worker.WaitAsync();
        setup.Folder.CreateSubdirectory(id).Delete(recursive: true);
        LogEnded(id, end);
        runs.Remove(id);
        if (workers.Remove(id))
        {
            events.OnWorkerEnded(id, end);
        }
    }
}
