using System.Text.Json.Nodes;
using FlinkYarn.MiniYarn.Http;

namespace FlinkYarn.MiniYarn.ResourceManager.Rest;

/// <summary>Labels of the cluster and of its nodes, as administrators set them over REST (RMWebServices).</summary>
internal sealed class NodeLabelEndpoints(RestServices services)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/get-node-labels", context => AnswerAsync(context, Labels));
        routes.MapPost("/add-node-labels", AddAsync);
        routes.MapPost("/remove-node-labels", context => AnswerAsync(context, () => Remove(Named(context))));
        routes.MapPost("/nodes/{node}/replace-labels", context => AnswerAsync(context, () => Replace(context)));
    }

    JsonObject Labels() => services.Scheduler.Labels.Count == 0
        ? []
        : new JsonObject
        {
            ["nodeLabelInfo"] = new JsonArray(
                [.. services.Scheduler.Labels.Select(label => new JsonObject
                {
                    ["name"] = label,
                    ["exclusivity"] = true,
                })]),
        };

    async Task AddAsync(HttpContext context)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted)
            as JsonObject ?? [];
        await AnswerAsync(context, () =>
        {
            services.Scheduler.Labels.UnionWith(
                body["nodeLabelInfo"].Elements().OfType<JsonObject>().Select(label => label.Text("name")));
            return [];
        });
    }

    JsonObject Remove(string[] labels)
    {
        if (services.Scheduler.Nodes.FirstOrDefault(node => labels.Contains(node.Label)) is { } node)
        {
            throw RestFailure.BadRequest($"Cannot remove label {node.Label}: the node {node.Id} has it");
        }

        services.Scheduler.Labels.ExceptWith(labels);
        return [];
    }

    JsonObject Replace(HttpContext context)
    {
        var text = (string)context.Request.RouteValues["node"]!;
        var node = services.Scheduler.Nodes.FirstOrDefault(one => one.Id.ToString() == text)
            ?? throw RestFailure.NotFound($"nodeId, {text}, is not found");
        var label = Named(context) is [var one] ? one : "";
        if (label.Length > 0 && !services.Scheduler.Labels.Contains(label))
        {
            throw RestFailure.BadRequest(
                $"Not all labels being replaced contained by known label collections, {label}");
        }

        node.Label = label;
        services.Applications.AssignSoon();
        return [];
    }

    static string[] Named(HttpContext context) => context.Request.Query["labels"].ToString()
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    async Task AnswerAsync(HttpContext context, Func<JsonObject> answer) =>
        await context.AnswerAsync(StatusCodes.Status200OK, await services.Cluster.Loop.AskAsync(answer));
}
