using System.Net;
using FlinkYarn.Api.Execution;
using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.AppMaster.ResourceManager;
using FlinkYarn.AppMaster.ResourceManager.Yarn;
using FlinkYarn.AppMaster.Rest;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.Runtime.Actors;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Contracts.Deployment;
using FlinkYarn.Runtime.Failures;
using FlinkYarn.Runtime.FileSystems;
using FlinkYarn.Runtime.Memory;

namespace FlinkYarn.AppMaster;

/// <summary>
/// One application on YARN in per-job mode: its stages in order, their end in reverse. The job's status is the
/// application's.
/// </summary>
sealed partial class ApplicationMaster(
    ApplicationFiles files, ContainerEnvironment container, ILoggerFactory loggers, TimeProvider time)
{
    const int LongestDiagnostics = 8 * 1024;
    const int WorkerPriority = 1;

    /// <summary>How long a finished job's result waits for an attached client.</summary>
    static readonly TimeSpan ResultPatience = TimeSpan.FromSeconds(30);

    readonly ILogger logger = loggers.CreateLogger<ApplicationMaster>();
    readonly ApplicationDescriptor application = files.Application;

    /// <summary>Runs the job to its end and gives everything back; the process's exit code.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var options = ReadOptions();
        var system = new ActorSystem(
            ThreadPoolMailboxRunner.Instance, time, new Random(), new ProcessEndingHandler(loggers));
        using var fileSystems = FileSystemRegistry.Of(application.NameNodes, application.Staging, application.User);
        var address = await container.ResolveAsync(cancellationToken);
        var driver = new LateDriver();
        var core = new MasterCore(
            new MasterSetup
            {
                Driver = driver,
                Options = options.ResourceManager,
                SlotsPerWorker = options.TaskManager.Slots,
                FileSystems = fileSystems,
                Programs = [.. application.Programs.Select(Artifact)],
                MostJobs = 1,
                Loggers = loggers,
            }, system);
        var rest = new RestEndpoints(core.Dispatcher, core.ResourceManager, FlinkYarnVersion.Current, time);
        await using var web = await WebServer.StartAsync(
            address, files.Credentials, core.Router, rest, loggers, cancellationToken);
        driver.Set(new YarnResourceManagerDriver(MakeDriverSetup(options, address, web.Port), system));
        LogStarted(application.ApplicationId, address, web.Port);
        await core.ResourceManager.StartAsync(cancellationToken);

        var job = await core.Dispatcher.SubmitAsync(files.Job);
        var outcome = await WaitForEndAsync(job, core.ResourceManager, cancellationToken);
        await core.ResourceManager.StopAsync(outcome.Status, Diagnostics(outcome), cancellationToken);
        await RemoveStagingAsync(fileSystems, cancellationToken);
        return ExitCode.Success;
    }

    Options ReadOptions()
    {
        var reader = new ConfigurationReader(files.Settings);
        var options = new Options(
            reader.Read<ResourceManagerOptions>(), reader.Read<TaskManagerOptions>(), reader.Read<TaskManagerMemoryOptions>(),
            reader.Read<YarnOptions>(), reader.Read<ContainerOptions>());
        reader.ThrowOnMistakes();
        return options;
    }

    YarnDriverSetup MakeDriverSetup(Options options, IPAddress address, int port)
    {
        var memory = TaskManagerMemory.Derive(options.TaskManager.ProcessSize, options.Memory);
        var token = container.Credentials.FindAmRmToken()
            ?? throw new IOException("The container's credentials have no token for YARN's scheduler.");
        var rpc = new HadoopRpcOptions();
        var scheduler = new ApplicationMasterClient(
            [.. application.SchedulerAddresses.Select(ParseAddress)], token, rpc, time);
        return new YarnDriverSetup
        {
            Scheduler = scheduler,
            Nodes = new NodeManagerClient(scheduler.NodeTokens, rpc, time),
            Launch = new TaskManagerLaunch(
                application, memory, container.Credentials, options.Containers.TaskManagerEnvironment),
            Shape = new ContainerShape(
                WorkerPriority, memory.Process.MebiBytes,
                options.Yarn.ContainerVCores > 0 ? options.Yarn.ContainerVCores : options.TaskManager.Slots),
            MostWorkers = files.Job.Vertices.Sum(vertex => vertex.Parallelism) + 1,
            Host = address.ToString(),
            Port = port,
            TrackingUrl = "",
            WaitingInterval = options.Yarn.ContainerRequestInterval,
            IdleInterval = TimeSpan.FromSeconds(options.Yarn.HeartbeatIntervalSeconds),
            Loggers = loggers,
        };
    }

    async Task<JobOutcome> WaitForEndAsync(
        JobManager.JobManager job, ResourceManager.ResourceManager resourceManager, CancellationToken cancellationToken)
    {
        var first = await Task.WhenAny(job.Outcome, resourceManager.ProviderLost).WaitAsync(cancellationToken);
        if (first == resourceManager.ProviderLost)
        {
            // Throws what YARN said.
            await resourceManager.ProviderLost;
        }

        var outcome = await job.Outcome;
        LogEnded(outcome.JobName, outcome.Status);
        if (application.IsAttached)
        {
            await Task.WhenAny(job.ResultRead, Task.Delay(ResultPatience, time, cancellationToken));
        }

        return outcome;
    }

    async Task RemoveStagingAsync(FileSystemRegistry fileSystems, CancellationToken cancellationToken)
    {
        try
        {
            await fileSystems.For(application.Staging).DeleteAsync(application.Staging, recursive: true, cancellationToken);
        }
        catch (IOException failure)
        {
            // The next client sweeps what is left.
            LogStagingLeft(application.Staging, failure.Message);
        }
    }

    static string Diagnostics(JobOutcome outcome)
    {
        var text = outcome.Cause is { } cause ? $"{FailureInfos.Describe(cause)}\n{cause.Stack}" : "";
        return text.Length <= LongestDiagnostics ? text : text[..LongestDiagnostics];
    }

    static ProgramArtifact Artifact(StagedProgram program) => new()
    {
        Sha256 = program.Sha256,
        EntryAssembly = program.EntryAssembly,
        Uri = program.Uri.AbsoluteUri,
        Size = program.Size,
    };

    static DnsEndPoint ParseAddress(string address)
    {
        var colon = address.LastIndexOf(':');
        return new DnsEndPoint(address[..colon], int.Parse(address.AsSpan(colon + 1)));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "ApplicationMaster of {Application} listens on {Address}:{Port}")]
    partial void LogStarted(string application, IPAddress address, int port);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job '{Name}' has ended: {Status}")]
    partial void LogEnded(string name, JobStatus status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The staging folder {Folder} could not be removed: {Reason}")]
    partial void LogStagingLeft(Uri folder, string reason);

    sealed record Options(
        ResourceManagerOptions ResourceManager, TaskManagerOptions TaskManager, TaskManagerMemoryOptions Memory,
        YarnOptions Yarn, ContainerOptions Containers);
}
