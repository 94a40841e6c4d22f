using System.Net;
using FlinkYarn.Api.Execution;
using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.AppMaster.Modes;
using FlinkYarn.AppMaster.ResourceManager;
using FlinkYarn.AppMaster.ResourceManager.Processes;
using FlinkYarn.AppMaster.ResourceManager.Yarn;
using FlinkYarn.AppMaster.Rest;
using FlinkYarn.AppMaster.Web;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.Runtime.Actors;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Contracts.Deployment;
using FlinkYarn.Runtime.Failures;
using FlinkYarn.Runtime.FileSystems;
using FlinkYarn.Runtime.Memory;
using FlinkYarn.Runtime.Telemetry;

namespace FlinkYarn.AppMaster;

/// <summary>
/// One application on YARN in any mode: its stages in order, their end in reverse.
/// </summary>
sealed partial class ApplicationMaster(
    ApplicationFiles files, ContainerEnvironment container, SchedulerConnection connect, StartTrace trace,
    ILoggerFactory loggers, TimeProvider time)
{
    const int WorkerPriority = 1;

    readonly ILogger logger = loggers.CreateLogger<ApplicationMaster>();
    readonly ApplicationDescriptor application = files.Application;

    /// <summary>Runs the job to its end and gives everything back; the process's exit code.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var options = ReadOptions();
        var system = new ActorSystem(
            ThreadPoolMailboxRunner.Instance, time, new Random(Environment.ProcessId),
            new ProcessEndingHandler(loggers));
        using var fileSystems = FileSystemRegistry.Of(application.NameNodes, application.Staging, application.User);
        var address = await container.ResolveAsync(cancellationToken);
        var earlier = new EarlierAttempt(application, container.Attempt, fileSystems);
        await earlier.RequireNoneAsync(cancellationToken);
        var driver = new LateDriver();
        var core = new MasterCore(
            new MasterSetup
            {
                Driver = driver,
                Options = options.ResourceManager,
                Dispatcher = options.Dispatcher,
                SlotsPerWorker = options.TaskManager.Slots,
                FileSystems = fileSystems,
                MostJobs = application.Mode == DeploymentMode.PerJob ? 1 : int.MaxValue,
                Trace = trace,
                Loggers = loggers,
            }, system);
        var shutdown = new ClusterShutdown();
        var rest = new RestEndpoints(
            core, shutdown, application.Mode, files.Settings, container.LogFolder, trace, time);
        var page = PageServer.Of(application, options.Yarn.ViewAcls, core, time);
        await using var web = await WebServer.StartAsync(
            address, files.Credentials, core.Router, rest, page, loggers, cancellationToken);
        driver.Set(MakeDriver(options, address, web, system));
        LogStarted(application.ApplicationId, address, web.Port);
        trace.Mark("listens");
        if (options.Yarn.ApplicationAttempts > 1)
        {
            // Before YARN tells clients of us: they ask for their job at once.
            await earlier.BeginAsync(cancellationToken);
        }

        await core.ResourceManager.StartAsync(cancellationToken);
        trace.Mark("registered with YARN");

        var end = await WaitForEndAsync(
            MakeMode(core, shutdown, options).RunAsync(cancellationToken), core.ResourceManager);
        LogEnded(end.Status);
        await core.ResourceManager.StopAsync(end.Status, end.Diagnostics, cancellationToken);
        await new StagingFolder(application, logger).RemoveAsync(fileSystems, cancellationToken);
        return ExitCode.Success;
    }

    IApplicationMode MakeMode(MasterCore core, ClusterShutdown shutdown, Options options) => application.Mode switch
    {
        DeploymentMode.PerJob => new PerJobMode(
            core.Dispatcher, new JobSubmission(files.Job!, [.. application.Programs.Select(Artifact)]),
            application.IsAttached, shutdown, time),
        DeploymentMode.Session => new SessionMode(
            core.Dispatcher, shutdown, options.Dispatcher.ShutdownTimeout, time),
        DeploymentMode.Application => new ApplicationMode(
            core.Dispatcher,
            ApplicationProgram.Of(files, Environment.CurrentDirectory, Artifact(application.Programs.Single())),
            shutdown, options.Dispatcher.ShutdownTimeout, time),
        _ => throw new IOException($"This ApplicationMaster does not know the mode {application.Mode}."),
    };

    Options ReadOptions()
    {
        var reader = new ConfigurationReader(files.Settings);
        var options = new Options(
            reader.Read<ResourceManagerOptions>(), reader.Read<TaskManagerOptions>(),
            reader.Read<TaskManagerMemoryOptions>(), reader.Read<YarnOptions>(), reader.Read<ContainerOptions>(),
            reader.Read<DispatcherOptions>(), ExternalResources.Of(reader.Read<ExternalResourceOptions>()));
        reader.ThrowOnMistakes();
        return options;
    }

    IResourceManagerDriver MakeDriver(Options options, IPAddress address, WebServer web, ActorSystem system)
    {
        var memory = TaskManagerMemory.Derive(options.TaskManager.ProcessSize, options.Memory);
        var yarn = new YarnResourceManagerDriver(MakeDriverSetup(options, memory, address, web), system);
        if (!options.Yarn.IsSingleContainer)
        {
            return yarn;
        }

        var worker = new InsideWorker(
            container, memory, options.Containers.TaskManagerEnvironment, loggers);
        return new InsideFirstDriver(
            new ProcessResourceManagerDriver(
                worker.Describe(Environment.CurrentDirectory), () => $"{address}:{web.Port}", system),
            yarn);
    }

    YarnDriverSetup MakeDriverSetup(Options options, TaskManagerMemory memory, IPAddress address, WebServer web)
    {
        var token = container.Credentials.FindAmRmToken()
            ?? throw new IOException("The container's credentials have no token for YARN's scheduler.");
        var rpc = new HadoopRpcOptions();
        var scheduler = connect(SchedulerAddresses.Parse(application.SchedulerAddresses), token, rpc);
        return new YarnDriverSetup
        {
            Scheduler = scheduler,
            Nodes = new NodeManagerClient(scheduler.NodeTokens, rpc, time),
            Launch = new TaskManagerLaunch(
                container.TaskManagerResources, memory, container.Credentials,
                options.Containers.TaskManagerEnvironment,
                new ContainerAcls(options.Yarn.ViewAcls, options.Yarn.ModifyAcls)),
            Shape = new ContainerShape(
                WorkerPriority, memory.Process.MebiBytes,
                options.Yarn.ContainerVCores > 0 ? options.Yarn.ContainerVCores : options.TaskManager.Slots,
                options.Yarn.TaskManagerNodeLabel ?? options.Yarn.NodeLabel, options.External.Amounts),
            MostWorkers = new WorkerTarget(options.ResourceManager, options.TaskManager.Slots).Most,
            User = application.User,
            Host = address.ToString(),
            Port = web.Port,
            TrackingUrl = $"http://{new IPEndPoint(address, web.PagePort)}/",
            WaitingInterval = options.Yarn.ContainerRequestInterval,
            IdleInterval = TimeSpan.FromSeconds(options.Yarn.HeartbeatIntervalSeconds),
            Loggers = loggers,
        };
    }

    static async Task<ApplicationEnd> WaitForEndAsync(
        Task<ApplicationEnd> end, ResourceManager.ResourceManager resourceManager)
    {
        if (await Task.WhenAny(end, resourceManager.ProviderLost) == resourceManager.ProviderLost)
        {
            // Throws what YARN said.
            await resourceManager.ProviderLost;
        }

        return await end;
    }

    static ProgramArtifact Artifact(StagedProgram program) => new()
    {
        Sha256 = program.Sha256,
        EntryAssembly = program.EntryAssembly,
        Uri = program.Uri.AbsoluteUri,
        Size = program.Size,
    };

    [LoggerMessage(Level = LogLevel.Information,
        Message = "ApplicationMaster of {Application} listens on {Address}:{Port}")]
    partial void LogStarted(string application, IPAddress address, int port);

    [LoggerMessage(Level = LogLevel.Information, Message = "The application ends: {Status}")]
    partial void LogEnded(JobStatus status);

    sealed record Options(
        ResourceManagerOptions ResourceManager, TaskManagerOptions TaskManager, TaskManagerMemoryOptions Memory,
        YarnOptions Yarn, ContainerOptions Containers, DispatcherOptions Dispatcher, ExternalResources External);
}
