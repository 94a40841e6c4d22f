using System.Net;
using FlinkYarn.Hadoop.Http;
using FlinkYarn.Hadoop.Rest;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.ResourceManager;
using FlinkYarn.MiniYarn.ResourceManager.Scheduling;
using FlinkYarn.MiniYarn.Tokens;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FlinkYarn.MiniYarn.Tests.ResourceManager.Kit;

/// <summary>
/// A ResourceManager with nodes that start nothing, seen through the product's own clients. Its clock stands still
/// until a test moves it.
/// </summary>
sealed class TestCluster : IAsyncDisposable
{
    readonly MiniYarn.ResourceManager.ResourceManager manager;

    TestCluster(MiniYarn.ResourceManager.ResourceManager manager, FakeTimeProvider time, FakeNode[] nodes)
    {
        this.manager = manager;
        Time = time;
        Nodes = nodes;
        Rest = new YarnResourceManagerClient([manager.WebAddress], new SimpleAuthentication("alice"));
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = manager.WebAddress,
        };
    }

    public FakeTimeProvider Time { get; }

    public FakeNode[] Nodes { get; }

    /// <summary>The only one, or the first.</summary>
    public FakeNode Node => Nodes[0];

    public YarnResourceManagerClient Rest { get; }

    /// <summary>Follows no redirects.</summary>
    public HttpClient Http { get; }

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<TestCluster> StartAsync(
        int nodes = 1, long nodeMemoryMb = 4096, ResourceManagerOptions? options = null,
        Dictionary<string, long>? others = null)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2027, 3, 14, 15, 9, 26, TimeSpan.Zero));
        var manager = await MiniYarn.ResourceManager.ResourceManager.StartAsync(
            options ?? new ResourceManagerOptions
            {
                Scheduler = new SchedulerOptions { Maximum = new(8192, 8, new OtherResources(others)) },
            },
            new TokenSecrets([1, 2, 3]), NullLoggerFactory.Instance, time);
        var all = new FakeNode[nodes];
        for (var index = 0; index < nodes; index++)
        {
            all[index] = new FakeNode($"node{index}", nodeMemoryMb, others) { Events = manager };
            await manager.AddNodeAsync(all[index]);
        }

        return new TestCluster(manager, time, all);
    }

    public static SubmissionContext Context(string id) => new()
    {
        ApplicationId = id,
        Name = "sample",
        Type = "TEST",
        Resource = new YarnResource(256, 1),
        Container = new ContainerSpec { Command = "sleep 1" },
    };

    /// <summary>Submits, after the test has changed what it wants.</summary>
    public async Task<string> SubmitAsync(Func<SubmissionContext, SubmissionContext>? change = null)
    {
        var id = (await Rest.NewApplicationAsync(Cancel)).ApplicationId;
        var context = Context(id);
        await Rest.SubmitAsync(change is null ? context : change(context), Cancel);
        return id;
    }

    public Task<YarnApplication> ReportAsync(string id) => Rest.GetApplicationAsync(id, Cancel);

    /// <summary>What an ApplicationMaster started by this order would open.</summary>
    public ApplicationMasterClient Master(MasterLaunch launch) => new(
        [new DnsEndPoint(manager.SchedulerAddress.Address.ToString(), manager.SchedulerAddress.Port)],
        launch.Credentials.FindAmRmToken()!, new HadoopRpcOptions { RetryBudget = TimeSpan.FromSeconds(5) },
        TimeProvider.System);

    public HadoopRpcClient Rpc(MasterLaunch launch) => new(
        [new DnsEndPoint(manager.SchedulerAddress.Address.ToString(), manager.SchedulerAddress.Port)],
        RpcProtocol.ApplicationMaster,
        () => new Hadoop.Security.TokenAuthentication(launch.Credentials.FindAmRmToken()!),
        new HadoopRpcOptions { RetryBudget = TimeSpan.Zero }, TimeProvider.System);

    /// <summary>An application whose ApplicationMaster has registered.</summary>
    public async Task<(string Id, MasterLaunch Launch, ApplicationMasterClient Master)> RunAsync(
        Func<SubmissionContext, SubmissionContext>? change = null)
    {
        var id = await SubmitAsync(change);
        var launch = await Node.LaunchAsync();
        var master = Master(launch);
        await master.RegisterAsync("am-host", 4711, "", Cancel);
        return (id, launch, master);
    }

    public Task RestartAsync() => manager.RestartAsync();

    public Task LoseNodeAsync(FakeNode node) => manager.LoseNodeAsync(node.Id);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Rest.Dispose();
        await manager.DisposeAsync();
    }
}
