using System.Text.Json.Nodes;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.Http;
using FlinkYarn.MiniYarn.Nodes.Logs;

namespace FlinkYarn.MiniYarn.Nodes.Web;

/// <summary>
/// What a node shows of itself: the logs of its containers, while they are on the node (NMWebServices,
/// NMLogWebServices).
/// </summary>
internal sealed class NodeWeb(NodeContext node)
{
    const string NotFound = "org.apache.hadoop.yarn.webapp.NotFoundException";

    readonly LogFiles logs = new(node.Folders);

    public void Map(WebApplication application)
    {
        application.UseRemoteFailures();
        application.MapGet("/ws/v1/node/info", Describe);
        application.MapGet("/ws/v1/node/containers/{container}/logs", (string container) => List(container));
        application.MapGet("/ws/v1/node/containers/{container}/logs/{file}", (string container, string file) =>
            Read(container, file));
        application.MapGet("/ws/v1/node/containerlogs/{container}/{file}", (string container, string file) =>
            Read(container, file));
        application.MapGet("/node/containerlogs/{container}/{user}", (string container, string user) =>
            Results.Content(
                string.Concat(Files(container).Select(file =>
                    $"<a href=\"/node/containerlogs/{container}/{user}/{Uri.EscapeDataString(file.Name)}\">"
                    + $"{System.Net.WebUtility.HtmlEncode(file.Name)}</a> : {file.Length} bytes<br>\n")),
                "text/html"));
        application.MapGet("/node/containerlogs/{container}/{user}/{file}", (string container, string file) =>
            Read(container, file));
    }

    JsonObject Describe() => new()
    {
        ["nodeInfo"] = new JsonObject
        {
            ["id"] = $"{node.Id.Host}:{node.Id.Port}",
            ["nodeHostName"] = node.Id.Host,
            ["nodeHealthy"] = true,
            ["totalVmemAllocatedContainersMB"] =
                (long)(node.Options.Capacity.Memory * node.Options.VirtualMemoryRatio),
            ["totalPmemAllocatedContainersMB"] = node.Options.Capacity.Memory,
            ["totalVCoresAllocatedContainers"] = node.Options.Capacity.VirtualCores,
            ["vmemCheckEnabled"] = node.Options.IsMemoryWatched,
            ["pmemCheckEnabled"] = node.Options.IsMemoryWatched,
        },
    };

    JsonObject List(string container) => new()
    {
        ["containerLogsInfo"] = new JsonObject
        {
            ["containerId"] = container,
            ["nodeId"] = $"{node.Id.Host}:{node.Id.Port}",
            ["logType"] = "LOCAL",
            ["containerLogInfo"] = new JsonArray(
            [
                .. Files(container).Select(file => new JsonObject
                {
                    ["fileName"] = file.Name,
                    ["fileSize"] = $"{file.Length}",
                    ["lastModifiedTime"] = $"{file.LastWriteTime:R}",
                }),
            ]),
        },
    };

    IResult Read(string container, string name) => logs.Find(Parse(container), name) is { } file
        ? Results.Stream(LogFiles.Open(file), "text/plain; charset=utf-8")
        : throw new RemoteFailure(404, NotFound, $"Cannot find the log {name} of {container} on this node.");

    IReadOnlyList<FileInfo> Files(string container) => logs.List(Parse(container))
        ?? throw new RemoteFailure(404, NotFound, $"{container} has no logs on this node.");

    static ContainerId Parse(string text) => ContainerId.TryParse(text, out var container)
        ? container
        : throw new RemoteFailure(400, "java.lang.IllegalArgumentException", $"Invalid ContainerId: {text}");
}
