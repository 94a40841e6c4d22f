using System.Runtime.Loader;
using FlinkYarn.Api.Execution;
using FlinkYarn.Api.Graph;
using FlinkYarn.AppMaster;
using FlinkYarn.AppMaster.Dispatcher;
using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.AppMaster.Scheduler;
using FlinkYarn.Runtime.Actors;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.FileSystems;
using FlinkYarn.TaskManager.UserCode;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlinkYarn.Local;

/// <summary>
/// ApplicationMaster and one TaskManager in this process for one job: the same code as on YARN, with streams in memory.
/// </summary>
sealed class LocalCluster : IAsyncDisposable
{
    readonly MasterCore core;
    readonly FileSystemRegistry fileSystems;

    LocalCluster(MasterCore core, FileSystemRegistry fileSystems)
    {
        this.core = core;
        this.fileSystems = fileSystems;
    }

    public static async Task<LocalCluster> StartAsync(
        JobGraph graph, AssemblyLoadContext program, CancellationToken cancellationToken)
    {
        var slots = SlotSharing.CountOf(graph);
        ILoggerFactory loggers = NullLoggerFactory.Instance;
        var system = new ActorSystem(
            ThreadPoolMailboxRunner.Instance, TimeProvider.System, new Random(Environment.ProcessId),
            new LocalErrorHandler());
        var fileSystems = FileSystemRegistry.OfEnvironment();
        var settings = LocalSettings.For(slots);
        var reader = new ConfigurationReader(settings);
        var options = reader.Read<ResourceManagerOptions>();
        reader.ThrowOnMistakes();
        var driver = new InProcessDriver(
            new InProcessWorker(settings, fileSystems, new LoadedPrograms(program), loggers), system);
        var core = new MasterCore(
            new MasterSetup
            {
                Driver = driver,
                Options = options,
                Dispatcher = new DispatcherOptions(),
                SlotsPerWorker = slots,
                FileSystems = fileSystems,
                MostJobs = 1,
                Loggers = loggers,
            }, system);
        driver.Serve(core.Router);
        await core.ResourceManager.StartAsync(cancellationToken);
        return new LocalCluster(core, fileSystems);
    }

    /// <summary>Starts the job; the cluster ends with it.</summary>
    public async Task<IJobClient> SubmitAsync(JobGraph graph)
    {
        var job = await core.Dispatcher.SubmitAsync(new JobSubmission(graph, []));
        _ = EndWithAsync(job);
        return new DispatchedJobClient(job);
    }

    public async ValueTask DisposeAsync()
    {
        await core.ResourceManager.StopAsync(JobStatus.Finished, "", CancellationToken.None);
        fileSystems.Dispose();
    }

    async Task EndWithAsync(AppMaster.JobManager.JobManager job)
    {
        await job.Outcome;
        await DisposeAsync();
    }
}
