using System.Text.Json.Nodes;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.Http;

namespace FlinkYarn.MiniYarn.ResourceManager.Rest;

/// <summary>The cluster, its nodes and its queues over REST (RMWebServices).</summary>
internal sealed class ClusterEndpoints(RestServices services)
{
    readonly ClusterJson json = new(services.Cluster, services.Applications, services.Scheduler);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", context => AnswerAsync(context, json.Info));
        routes.MapGet("/info", context => AnswerAsync(context, json.Info));
        routes.MapGet("/metrics", context => AnswerAsync(context, json.Metrics));
        routes.MapGet("/scheduler", context => AnswerAsync(context, () => SchedulerJson.Of(services.Scheduler)));
        routes.MapGet("/nodes", context => AnswerAsync(context, () => Nodes(context)));
        routes.MapGet("/nodes/{node}", context => AnswerAsync(context, () => Node(context)));
    }

    JsonObject Nodes(HttpContext context)
    {
        var states = context.Request.Query["states"].ToString();
        var isWanted = states.Length == 0
            || states.Split(',').Contains(NodeJson.Running, StringComparer.OrdinalIgnoreCase);
        var now = services.Cluster.Time.GetUtcNow();
        var nodes = isWanted
            ? services.Scheduler.Nodes.Select(node => NodeJson.Of(node, now)).ToArray<JsonNode>()
            : [];
        return new JsonObject
        {
            ["nodes"] = nodes.Length == 0 ? [] : new JsonObject { ["node"] = new JsonArray(nodes) },
        };
    }

    JsonObject Node(HttpContext context)
    {
        var text = (string)context.Request.RouteValues["node"]!;
        var node = text.Split(':') is [var host, var port] && int.TryParse(port, out var number)
            ? services.Scheduler.FindNode(new YarnNodeId(host, number))
            : throw RestFailure.BadRequest($"Invalid NodeId [{text}]. Expected host:port");
        return node is not null
            ? new JsonObject { ["node"] = NodeJson.Of(node, services.Cluster.Time.GetUtcNow()) }
            : throw RestFailure.NotFound($"nodeId, {text}, is not found");
    }

    async Task AnswerAsync(HttpContext context, Func<JsonObject> answer) =>
        await context.AnswerAsync(StatusCodes.Status200OK, await services.Cluster.Loop.AskAsync(answer));
}
