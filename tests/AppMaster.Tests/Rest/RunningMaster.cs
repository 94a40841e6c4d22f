using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Text.Json;
using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.AppMaster.Rest;
using FlinkYarn.AppMaster.Tests.Kit;
using FlinkYarn.AppMaster.Web;
using FlinkYarn.Runtime.Actors;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts.Deployment;
using FlinkYarn.Runtime.FileSystems;
using FlinkYarn.Runtime.Security;
using FlinkYarn.Runtime.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlinkYarn.AppMaster.Tests.Rest;

/// <summary>
/// An ApplicationMaster's endpoints behind its own server, on a real port of this machine's loopback.
/// </summary>
sealed class RunningMaster : IAsyncDisposable
{
    readonly ContainerFolder folder = new();
    readonly FileSystemRegistry fileSystems = new([new LocalFileSystem()]);
    WebServer? server;

    public ApplicationCredentials Credentials { get; } =
        ApplicationCredentials.Create("application_1795414646467_0005", TimeProvider.System);

    /// <summary>Whose files it shows.</summary>
    public string LogFolder => Directory.CreateDirectory(Path.Combine(folder.Work, "logs")).FullName;

    /// <summary>The start that it tells of.</summary>
    public StartTrace Trace { get; } = new("test", TimeProvider.System);

    public int Port => server!.Port;

    /// <summary>Of the page for YARN's proxy.</summary>
    public int PagePort => server!.PagePort;

    public static async Task<RunningMaster> StartAsync(
        IPAddress? address = null, Uri? proxy = null, string? viewAcl = null, JobSubmission? job = null)
    {
        var master = new RunningMaster();
        var system = new ActorSystem(
            ThreadPoolMailboxRunner.Instance, TimeProvider.System, new Random(1), new ThrowingErrorHandler());
        var core = new MasterCore(
            new MasterSetup
            {
                Driver = new FakeDriver(),
                Options = new ResourceManagerOptions(),
                Dispatcher = new DispatcherOptions(),
                SlotsPerWorker = 1,
                FileSystems = master.fileSystems,
                MostJobs = 1,
                Loggers = NullLoggerFactory.Instance,
            }, system);
        var rest = new RestEndpoints(
            core, new ClusterShutdown(), DeploymentMode.PerJob,
            Settings.Of(new Dictionary<string, string> { ["my.password"] = "open sesame", ["rest.x"] = "y" }, "test"),
            master.LogFolder, master.Trace, TimeProvider.System);
        var application = JsonSerializer.Deserialize(
            File.ReadAllBytes(Path.Combine(master.folder.Work, ApplicationDescriptor.FileName)),
            ApplicationDescriptorJson.Default.ApplicationDescriptor)!;
        var page = PageServer.Of(
            application with { WebProxies = proxy is null ? [] : [proxy] }, viewAcl, core, TimeProvider.System);
        master.server = await WebServer.StartAsync(
            address ?? IPAddress.Loopback, master.Credentials, core.Router, rest, page, NullLoggerFactory.Instance,
            TestContext.Current.CancellationToken);
        if (job is not null)
        {
            await core.Dispatcher.SubmitAsync(job);
        }

        return master;
    }

    /// <summary>A caller that believes one certificate and may show another.</summary>
    public static SocketsHttpHandler Caller(ApplicationCredentials believed, ApplicationCredentials? shown = null)
    {
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        handler.SslOptions.EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        handler.SslOptions.ClientCertificates = shown is null ? null : [shown.Certificate];
        handler.SslOptions.RemoteCertificateValidationCallback = (_, peer, _, _) => believed.IsPinned(peer);
        return handler;
    }

    public HttpClient Client(
        ApplicationCredentials? believed = null, ApplicationCredentials? shown = null, string scheme = "https") =>
        new(Caller(believed ?? Credentials, shown)) { BaseAddress = new Uri($"{scheme}://127.0.0.1:{Port}") };

    /// <summary>One that knows the secret.</summary>
    public HttpClient AuthorizedClient()
    {
        var client = Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Credentials.Secret);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await server!.DisposeAsync();
        fileSystems.Dispose();
        folder.Dispose();
        Credentials.Dispose();
    }
}
