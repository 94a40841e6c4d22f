using System.Net;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.Http;
using FlinkYarn.MiniYarn.Mailbox;
using FlinkYarn.MiniYarn.Nodes;
using FlinkYarn.MiniYarn.ResourceManager.ApplicationMasters;
using FlinkYarn.MiniYarn.ResourceManager.Applications;
using FlinkYarn.MiniYarn.ResourceManager.Rest;
using FlinkYarn.MiniYarn.ResourceManager.Scheduling;
using FlinkYarn.MiniYarn.ResourceManager.WebProxy;
using FlinkYarn.MiniYarn.Rpc;
using FlinkYarn.MiniYarn.Tokens;

namespace FlinkYarn.MiniYarn.ResourceManager;

/// <summary>
/// A ResourceManager on loopback: REST and web proxy for clients, ApplicationMasterProtocol for ApplicationMasters. All
/// its state is touched on one loop; what nodes report may come from any thread.
/// </summary>
internal sealed class ResourceManager : INodeEvents, IAsyncDisposable
{
    static readonly TimeSpan ExpiryCheck = TimeSpan.FromSeconds(1);

    readonly ResourceManagerOptions options;
    readonly ClusterContext cluster;
    readonly Scheduler scheduler;
    readonly NodeOrders nodes;
    readonly LiveAttempts live;
    readonly ApplicationManager applications;
    readonly ApplicationMasterService masters;
    readonly WebProxy.WebProxy proxy;
    readonly ITimer expiry;
    LoopbackServer? web;
    RpcServer? rpc;

    ResourceManager(
        ResourceManagerOptions options, TokenSecrets tokens, ILoggerFactory loggers, TimeProvider time)
    {
        this.options = options;
        cluster = new ClusterContext(
            new CommandLoop("the ResourceManager"), time, loggers, time.GetUtcNow().ToUnixTimeMilliseconds());
        scheduler = new Scheduler(options.Scheduler, time);
        live = new LiveAttempts(tokens.AmRmVerifier);
        nodes = new NodeOrders(tokens, live, cluster) { TokenLife = options.Applications.ContainerExpiry };
        applications = new ApplicationManager(options.Applications, scheduler, nodes, cluster);
        masters = new ApplicationMasterService(
            cluster, applications, scheduler, new ContainerHandover(tokens, nodes));
        proxy = new WebProxy.WebProxy(cluster, applications);
        expiry = time.CreateTimer(
            _ => cluster.Loop.Post(applications.ExpireOverdue), null, ExpiryCheck, ExpiryCheck);
    }

    /// <summary>Of REST, proxy and pages.</summary>
    public Uri WebAddress => cluster.Links.Web;

    /// <summary>Of ApplicationMasterProtocol.</summary>
    public IPEndPoint SchedulerAddress => rpc!.EndPoint;

    /// <summary>Ends only when a bug has stopped the ResourceManager.</summary>
    public Task Completion => cluster.Loop.Completion;

    /// <summary>yarn-site.xml, as it is for this ResourceManager.</summary>
    public IReadOnlyDictionary<string, string> Configuration { get; private set; } = new Dictionary<string, string>();

    public static async Task<ResourceManager> StartAsync(
        ResourceManagerOptions options, TokenSecrets tokens, ILoggerFactory loggers, TimeProvider time)
    {
        var manager = new ResourceManager(options, tokens, loggers, time);
        try
        {
            await manager.ListenAsync();
            return manager;
        }
        catch
        {
            await manager.DisposeAsync();
            throw;
        }
    }

    /// <summary>From now on the node gets containers.</summary>
    public Task AddNodeAsync(INode node) => cluster.Loop.AskAsync(() =>
    {
        nodes.Add(node);
        scheduler.AddNode(new SchedulerNode(
            YarnNodeId.Of(node.Id), node.HttpAddress, ResourceAmount.Of(node.Capacity)));
        applications.AssignSoon();
    });

    /// <summary>The node is gone, and so is what ran on it.</summary>
    public Task LoseNodeAsync(NodeIdProto id) => cluster.Loop.AskAsync(() =>
    {
        var key = YarnNodeId.Of(id);
        if (scheduler.FindNode(key) is { } node)
        {
            scheduler.RemoveNode(node);
            nodes.Remove(key);
            applications.OnNodeLost(node);
        }
    });

    /// <summary>
    /// Ends and comes back at the same addresses, as after a crash with work-preserving recovery: applications and
    /// their containers are known, but not what ApplicationMasters had said; they must register again.
    /// </summary>
    public async Task RestartAsync()
    {
        await StopListeningAsync();
        await cluster.Loop.AskAsync(applications.OnRestart);
        await ListenAsync();
    }

    public void ContainerStarted(NodeIdProto node, ContainerIdProto container) =>
        cluster.Loop.Post(() => applications.OnContainerStarted(ContainerId.Of(container)));

    public void ContainerCompleted(NodeIdProto node, ContainerStatusProto status) =>
        cluster.Loop.Post(() => applications.OnContainerCompleted(status));

    public void ApplicationEnded(NodeIdProto node, ApplicationIdProto application, bool areLogsAggregated) =>
        cluster.Loop.Post(() => applications.OnCleanedUp(
            YarnNodeId.Of(node), YarnApplicationId.Of(application), areLogsAggregated));

    public async ValueTask DisposeAsync()
    {
        await expiry.DisposeAsync();
        await StopListeningAsync();
        proxy.Dispose();
        await cluster.Loop.DisposeAsync();
    }

    async Task StopListeningAsync()
    {
        if (rpc is not null)
        {
            await rpc.DisposeAsync();
        }

        if (web is not null)
        {
            await web.DisposeAsync();
        }
    }

    async Task ListenAsync()
    {
        rpc = RpcServer.Start(
            new IPEndPoint(IPAddress.Loopback, rpc?.EndPoint.Port ?? options.SchedulerPort), masters.Describe(), live,
            cluster.Loggers.CreateLogger("ApplicationMasterService"));
        web = await LoopbackServer.StartAsync(web?.Address.Port ?? options.WebPort, Map);
        cluster.Links.Web = web.Address;
        Configuration = YarnSite.Of(options, web.Address, rpc.EndPoint);
    }

    void Map(WebApplication application)
    {
        application.UseRemoteFailures();
        var services = new RestServices(cluster, applications, scheduler, options.HighestPriority);
        var api = application.MapGroup("/ws/v1/cluster");
        new ClusterEndpoints(services).Map(api);
        new NodeLabelEndpoints(services).Map(api);
        new ApplicationEndpoints(services).Map(api);
        new ConfigurationEndpoint(() => Configuration).Map(application);
        new ApplicationPage(cluster, applications).Map(application);
        proxy.Map(application);
        application.MapGet("/isActive", () => "I am Active!");
        application.MapFallback(NotFoundAsync);
    }

    // As Jetty says it: in HTML, whatever was asked for.
    static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.ContentType = "text/html;charset=utf-8";
        return context.Response.WriteAsync(
            "<html><head><title>Error 404 Not Found</title></head><body><h2>HTTP ERROR 404</h2></body></html>",
            context.RequestAborted);
    }
}
