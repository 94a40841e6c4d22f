using System.Net;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.Http;
using FlinkYarn.MiniYarn.Mailbox;
using FlinkYarn.MiniYarn.Nodes.Web;
using FlinkYarn.MiniYarn.Rpc;
using FlinkYarn.MiniYarn.Tokens;

namespace FlinkYarn.MiniYarn.Nodes;

/// <summary>
/// One NodeManager in this process: its containers are real processes, its folders and wire are YARN's. It listens on
/// loopback only.
/// </summary>
internal sealed class Node : INode
{
    readonly NodeContext context;
    readonly NodeApplications applications;
    readonly RpcServer containerManager;
    readonly LoopbackServer web;

    Node(NodeContext context, NodeApplications applications, RpcServer containerManager, LoopbackServer web)
    {
        this.context = context;
        this.applications = applications;
        this.containerManager = containerManager;
        this.web = web;
    }

    public NodeIdProto Id => context.Id;

    public string HttpAddress => context.HttpAddress;

    public ResourceProto Capacity => context.Options.Capacity;

    /// <summary>Listens from now on, with an empty folder.</summary>
    public static async Task<Node> StartAsync(
        NodeOptions options, TokenSecrets tokens, INodeEvents events, ILoggerFactory loggers, TimeProvider time)
    {
        var context = new NodeContext(options, new CommandLoop($"the node {options.Folder}"), loggers, time);
        context.Folders.Reset();
        var applications = new NodeApplications(context, events);
        var containerManager = RpcServer.Start(
            new IPEndPoint(IPAddress.Loopback, options.Port),
            new ContainerManager(context, applications, tokens).Describe(), tokens.NmVerifier(context.Id),
            loggers.CreateLogger<RpcServer>());
        context.Id.Port = containerManager.EndPoint.Port;
        var web = await LoopbackServer.StartAsync(options.WebPort, new NodeWeb(context).Map);
        context.WebPort = web.Address.Port;
        applications.StartWatching();
        return new Node(context, applications, containerManager, web);
    }

    public void StartApplicationMaster(ContainerTokenIdentifierProto container, ContainerLaunchContextProto launch) =>
        context.Loop.Post(() =>
        {
            if (!applications.IsEnding(ContainerId.Of(container.ContainerId).Attempt.Application))
            {
                applications.Start(container, launch);
            }
        });

    public void Stop(ContainerIdProto container, int exitStatus, string diagnostics) =>
        context.Loop.Post(() => applications.StopKnown(ContainerId.Of(container), exitStatus, diagnostics));

    public void EndApplication(ApplicationIdProto application) =>
        context.Loop.Post(() => applications.End(YarnApplicationId.Of(application)));

    /// <summary>Ends all containers; none of their processes is left then.</summary>
    public async ValueTask DisposeAsync()
    {
        await containerManager.DisposeAsync();
        await applications.DisposeAsync();
        await web.DisposeAsync();
        await context.Loop.DisposeAsync();
    }
}
