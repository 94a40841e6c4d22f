using System.Net;
using System.Text.Json;
using FlinkYarn.Api;
using FlinkYarn.Api.Execution;
using FlinkYarn.Api.Graph;
using FlinkYarn.AppMaster;
using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.AppMaster.ResourceManager.Processes;
using FlinkYarn.AppMaster.Rest;
using FlinkYarn.AppMaster.Web;
using FlinkYarn.Runtime.Actors;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Contracts.Deployment;
using FlinkYarn.Runtime.FileSystems;
using FlinkYarn.Runtime.Memory;
using FlinkYarn.Runtime.Security;
using FlinkYarn.Runtime.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlinkYarn.Local.Tests.Processes;

/// <summary>
/// An ApplicationMaster in this process with TaskManagers that are processes: real sockets, real TLS.
/// </summary>
sealed class ProcessCluster : IAsyncDisposable
{
    const string Programs = "programs";

    // The hash only names the program: its folder is there already, as a NodeManager leaves it.
    static readonly string Hash = new('a', 64);

    // As it was built: beside the tests it would miss what the tests have from their framework.
    static readonly string Container = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "../../FlinkYarn.Container/debug/FlinkYarn.Container"));

    readonly DirectoryInfo folder;
    readonly MasterCore core;
    readonly WebServer web;
    readonly ApplicationCredentials credentials;

    ProcessCluster(DirectoryInfo folder, MasterCore core, WebServer web, ApplicationCredentials credentials)
    {
        this.folder = folder;
        this.core = core;
        this.web = web;
        this.credentials = credentials;
    }

    public static async Task<ProcessCluster> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("flinkyarn-processes-");
        var system = new ActorSystem(
            ThreadPoolMailboxRunner.Instance, TimeProvider.System, new Random(1), new LocalErrorHandler());
        var credentials = ApplicationCredentials.Create("test", TimeProvider.System);
        WebServer? web = null;
        var settings = new Dictionary<string, string>
        {
            ["taskmanager.memory.process.size"] = "768m",
            ["taskmanager.numberOfTaskSlots"] = "1",
        };
        var application = Application(folder);
        var driver = new ProcessResourceManagerDriver(
            Describe(folder, application, credentials, settings), () => $"127.0.0.1:{web!.Port}", system);
        var core = new MasterCore(
            new MasterSetup
            {
                Driver = driver,
                Options = new ResourceManagerOptions { SlotRequestTimeout = TimeSpan.FromSeconds(30) },
                Dispatcher = new DispatcherOptions(),
                SlotsPerWorker = 1,
                FileSystems = new FileSystemRegistry([new LocalFileSystem()]),
                MostJobs = 1,
                Loggers = NullLoggerFactory.Instance,
            }, system);
        web = await WebServer.StartAsync(
            IPAddress.Loopback, credentials, core.Router,
            new RestEndpoints(
                core, new ClusterShutdown(), DeploymentMode.PerJob, Settings.Empty, folder.FullName,
                new StartTrace("test", TimeProvider.System), TimeProvider.System),
            PageServer.Of(application, viewAcl: null, core, TimeProvider.System),
            NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
        await core.ResourceManager.StartAsync(TestContext.Current.CancellationToken);
        return new ProcessCluster(folder, core, web, credentials);
    }

    public string Folder => folder.FullName;

    /// <summary>Process ids of the TaskManagers that run.</summary>
    public IReadOnlyList<int> Processes =>
    [
        .. from entry in Directory.EnumerateDirectories("/proc")
           let id = Path.GetFileName(entry)
           where id.All(char.IsAsciiDigit) && WorkFolderOf(entry).StartsWith(folder.FullName, StringComparison.Ordinal)
           select int.Parse(id),
    ];

    public Task<JobManager> SubmitAsync(int parallelism, Action<StreamExecutionEnvironment> program)
    {
        var environment = new StreamExecutionEnvironment(
            new NoExecutor(), new Dictionary<string, string> { ["parallelism.default"] = $"{parallelism}" });
        program(environment);
        var artifact = new ProgramArtifact
        {
            Sha256 = Hash, EntryAssembly = "FlinkYarn.Local.Tests.dll", Uri = "file:///none", Size = 1,
        };
        return core.Dispatcher.SubmitAsync(new JobSubmission(environment.TakeJobGraph("test job"), [artifact]));
    }

    public Task StopAsync() => core.ResourceManager.StopAsync(JobStatus.Finished, "", CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await web.DisposeAsync();
        credentials.Dispose();
        folder.Delete(recursive: true);
    }

    static ApplicationDescriptor Application(DirectoryInfo folder) => new()
    {
        ApplicationId = "test",
        Mode = DeploymentMode.PerJob,
        IsAttached = false,
        User = "test",
        Staging = new Uri(folder.FullName),
        SchedulerAddresses = [],
        WebProxies = [],
        NameNodes = new Dictionary<string, IReadOnlyList<string>>(),
        Programs = [],
    };

    static ProcessDriverSetup Describe(
        DirectoryInfo folder, ApplicationDescriptor application, ApplicationCredentials credentials,
        IReadOnlyDictionary<string, string> settings)
    {
        var given = folder.CreateSubdirectory("given").FullName;
        File.WriteAllBytes(
            Path.Combine(given, ApplicationDescriptor.FileName),
            JsonSerializer.SerializeToUtf8Bytes(
                application, ApplicationDescriptorJson.Default.ApplicationDescriptor));
        File.WriteAllBytes(
            Path.Combine(given, StagedResource.CertificateLink), credentials.ExportCertificate());
        File.WriteAllLines(
            Path.Combine(given, StagedResource.ConfigurationLink),
            settings.Select(entry => $"{entry.Key}: {entry.Value}"));
        var programs = Directory.CreateDirectory(Path.Combine(given, Programs)).FullName;
        Directory.CreateSymbolicLink(Path.Combine(programs, Hash), AppContext.BaseDirectory);
        var memory = TaskManagerMemory.Derive(new MemorySize(768L << 20), new TaskManagerMemoryOptions());
        return new ProcessDriverSetup
        {
            Command = $"exec {Container} {ContainerRole.TaskManager} "
                + "1>$LOG_DIRS/taskmanager.out 2>$LOG_DIRS/taskmanager.err",
            Folder = folder.CreateSubdirectory("work"),
            Files = new[]
            {
                ApplicationDescriptor.FileName, StagedResource.CertificateLink, StagedResource.ConfigurationLink,
                Programs,
            }.ToDictionary(name => name, name => Path.Combine(given, name)),
            Environment = memory.Environment.Append(new("PATH", "/usr/bin:/bin"))
                .ToDictionary(entry => entry.Key, entry => entry.Value),
            LogFolder = id => Path.Combine(folder.FullName, "logs", id),
            Host = "127.0.0.1",
            MostWorkers = 4,
            Loggers = NullLoggerFactory.Instance,
        };
    }

    // Processes come and go while one looks.
    static string WorkFolderOf(string process) =>
        new DirectoryInfo(Path.Combine(process, "cwd")).LinkTarget ?? "";

    sealed class NoExecutor : IJobExecutor
    {
        public Task<IJobClient> SubmitAsync(JobGraph graph, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("These tests submit to the Dispatcher.");
    }
}
