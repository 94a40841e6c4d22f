using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using FlinkYarn.Hadoop.Configuration;
using FlinkYarn.Runtime.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FlinkYarn.Client.Tests.Clusters;

/// <summary>
/// A YARN and an HDFS that speak their REST on loopback; an application that is submitted gets an ApplicationMaster's
/// REST interface. Faults are told by what is asked for.
/// </summary>
sealed class FakeCluster : IAsyncDisposable
{
    public const string User = "tester";
    public const string Home = "/user/tester";

    static readonly JsonSerializerOptions ExactNames = new() { PropertyNamingPolicy = null };

    readonly ConcurrentQueue<string> calls = new();
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("flinkyarn-cluster-");
    readonly TaskCompletionSource<FakeJobManager> master = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource accepted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly WebApplication app;
    FakeJobManager? last;

    FakeCluster()
    {
        NameNode = new FakeNameNode(this);
        Yarn = new FakeResourceManager(this);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Use((context, next) =>
        {
            calls.Enqueue($"{context.Request.Method} {context.Request.Query["op"]} {context.Request.Path}");
            return next(context);
        });
        NameNode.Map(app);
        Yarn.Map(app);
    }

    public FakeNameNode NameNode { get; }

    public FakeResourceManager Yarn { get; }

    /// <summary>All requests in their order: method, operation, path.</summary>
    public IReadOnlyList<string> Calls => [.. calls];

    /// <summary>What is refused: a part of "OPERATION /path", "SUBMIT" or "WRITE /path".</summary>
    public string? Refused { get; set; }

    /// <summary>How often something was refused: a fault test proves its fault.</summary>
    public int Refusals { get; private set; }

    /// <summary>What becomes of an application that was accepted.</summary>
    public Func<FakeCluster, FakeApplication, Task> Launch { get; set; } =
        async (cluster, application) => (await cluster.RegisterAsync(application)).Finish();

    /// <summary>Completes with the first ApplicationMaster.</summary>
    public Task<FakeJobManager> Master => master.Task;

    /// <summary>Completes when an application was submitted.</summary>
    public Task Accepted => accepted.Task;

    public static async Task<FakeCluster> StartAsync()
    {
        var cluster = new FakeCluster();
        await cluster.app.StartAsync();
        cluster.WriteConfiguration();
        return cluster;
    }

    /// <summary>An answer with the names as they are written.</summary>
    public static IResult Json(object body, int status = 200) => Results.Json(body, ExactNames, statusCode: status);

    /// <summary>A process environment that leads to this cluster, and to a distribution.</summary>
    public HadoopEnvironment Environment => new()
    {
        UserName = User,
        Variables = new Dictionary<string, string>
        {
            ["HADOOP_CONF_DIR"] = Path.Combine(folder.FullName, "hadoop"),
            ["FLINKYARN_HOME"] = folder.FullName,
        },
    };

    /// <summary>Where commands note their session.</summary>
    public string SessionFile => Path.Combine(folder.FullName, $".yarn-properties-{User}");

    /// <summary>Writes the distribution's config.yaml; sessions are noted in the cluster's own folder.</summary>
    public void Configure(string yaml)
    {
        Directory.CreateDirectory(Path.Combine(folder.FullName, "conf"));
        File.WriteAllText(
            Path.Combine(folder.FullName, "conf", "config.yaml"),
            $"{yaml}\nyarn.properties-file.location: {folder.FullName}\n");
    }

    public bool IsRefused(string request)
    {
        var isRefused = Refused is { } fault && request.Contains(fault, StringComparison.Ordinal);
        Refusals += isRefused ? 1 : 0;
        return isRefused;
    }

    public async Task StartMasterAsync(FakeApplication application)
    {
        await Launch(this, application);
        accepted.TrySetResult();
    }

    /// <summary>
    /// Does what an ApplicationMaster does: reads its credentials, serves REST, registers; once its result was taken it
    /// removes staging and ends.
    /// </summary>
    public Task<FakeJobManager> RegisterAsync(FakeApplication application, bool withOwnCertificate = true) =>
        RegisterAsync(application, withOwnCertificate, isOver: true);

    /// <summary>
    /// Does what a session's ApplicationMaster does: it goes on after a job, until it is told to end.
    /// </summary>
    public Task<FakeJobManager> RegisterSessionAsync(FakeApplication application) =>
        RegisterAsync(application, withOwnCertificate: true, isOver: false);

    async Task<FakeJobManager> RegisterAsync(FakeApplication application, bool withOwnCertificate, bool isOver)
    {
        var staging = $"{Home}/.flinkyarn/{application.Id}";
        var certificate = X509CertificateLoader.LoadPkcs12(NameNode.Read(staging + "/application.pfx"), null);
        var secret = System.Text.Encoding.UTF8.GetString(NameNode.Read(staging + "/application.secret"));
        var credentials = new ApplicationCredentials(certificate, secret);
        var shown = withOwnCertificate
            ? certificate
            : ApplicationCredentials.Create("other", TimeProvider.System).Certificate;
        void End()
        {
            NameNode.Delete(staging);
            application.End("FINISHED", "SUCCEEDED");
        }

        last = await FakeJobManager.StartAsync(shown, credentials, isOver ? End : () => { }, End);
        application.Address = last.Address;
        application.State = "RUNNING";
        master.TrySetResult(last);
        return last;
    }

    public async ValueTask DisposeAsync()
    {
        if (last is not null)
        {
            await last.DisposeAsync();
        }

        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }

    void WriteConfiguration()
    {
        var address = new Uri(app.Urls.First()).Authority;
        Write("hadoop/core-site.xml", ("fs.defaultFS", "hdfs://127.0.0.1:8020"));
        Write("hadoop/hdfs-site.xml", ("dfs.namenode.http-address", address));
        Write("hadoop/yarn-site.xml",
            ("yarn.resourcemanager.webapp.address", address),
            ("yarn.resourcemanager.scheduler.address", "127.0.0.1:8030"));
        Configure("");
        var archive = RandomNumberGenerator.GetBytes(10_000);
        Directory.CreateDirectory(Path.Combine(folder.FullName, "lib"));
        File.WriteAllBytes(Path.Combine(folder.FullName, "lib", "flinkyarn-dist.tar.gz"), archive);
        File.WriteAllText(
            Path.Combine(folder.FullName, "lib", "flinkyarn-dist.sha256"),
            Convert.ToHexStringLower(SHA256.HashData(archive)));
    }

    void Write(string name, params (string Key, string Value)[] properties)
    {
        var file = new FileInfo(Path.Combine(folder.FullName, name));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, "<configuration>" + string.Concat(properties.Select(property =>
            $"<property><name>{property.Key}</name><value>{property.Value}</value></property>")) + "</configuration>");
    }
}
