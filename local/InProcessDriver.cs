using FlinkYarn.Api.Execution;
using FlinkYarn.AppMaster.ResourceManager;
using FlinkYarn.AppMaster.Transport;
using FlinkYarn.Runtime.Actors;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.Local;

/// <summary>Provides TaskManagers in this process, each at the other end of a stream in memory.</summary>
sealed class InProcessDriver(InProcessWorker factory, ActorSystem system) : IResourceManagerDriver
{
    readonly Dictionary<string, CancellationTokenSource> workers = [];
    IResourceEventHandler events = null!;
    ControlPlaneRouter router = null!;
    int started;
    int wanted;

    /// <summary>Says who serves the streams; before the start.</summary>
    public void Serve(ControlPlaneRouter server) => router = server;

    public Task StartAsync(IResourceEventHandler handler, CancellationToken cancellationToken)
    {
        events = handler;
        return Task.CompletedTask;
    }

    public void DeclareWanted(int count)
    {
        // Reporting a start leads back here with what is still wanted then.
        for (wanted = count; wanted > 0;)
        {
            wanted--;
            var id = $"local-{++started}";
            var end = workers[id] = new CancellationTokenSource();
            _ = RunAsync(id, end.Token);
            events.OnWorkerStarting(id, Environment.MachineName);
        }
    }

    public void Release(string resourceId)
    {
        if (workers.Remove(resourceId, out var end))
        {
            end.Cancel();
        }
    }

    public void ExpectEnd(string resourceId)
    {
        // The end of a worker in this process is known at once.
    }

    public Task StopAsync(JobStatus status, string diagnostics, CancellationToken cancellationToken)
    {
        foreach (var resourceId in workers.Keys.ToList())
        {
            Release(resourceId);
        }

        return Task.CompletedTask;
    }

    // Its awaits come back to the ResourceManager's mailbox, where it was started.
    async Task RunAsync(string id, CancellationToken cancellationToken)
    {
        var (there, here) = InMemoryStream<TaskManagerMessage, MasterMessage>.CreatePair();
        var serving = router.ServeAsync(here, cancellationToken);
        var reason = "it has ended";
        await using (var worker = factory.Create(id, there, system))
        {
            try
            {
                await worker.RunAsync(cancellationToken);
            }
            catch (Exception failure) when (failure is IOException or OperationCanceledException)
            {
                reason = failure.Message;
            }
        }

        await serving;
        if (workers.Remove(id))
        {
            events.OnWorkerEnded(id, reason);
        }
    }
}
