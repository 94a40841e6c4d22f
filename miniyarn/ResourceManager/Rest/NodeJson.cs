using System.Text.Json.Nodes;
using FlinkYarn.MiniYarn.ResourceManager.Scheduling;

namespace FlinkYarn.MiniYarn.ResourceManager.Rest;

/// <summary>Nodes as the RM sees them (NodeInfo). A node here runs, or it is not there.</summary>
internal static class NodeJson
{
    public const string Running = "RUNNING";

    public static JsonObject Of(SchedulerNode node, DateTimeOffset now)
    {
        var json = Describe(node, now);
        if (node.Label.Length > 0)
        {
            json["nodeLabels"] = new JsonArray(node.Label);
        }

        return json;
    }

    static JsonObject Describe(SchedulerNode node, DateTimeOffset now) => new()
    {
        ["rack"] = SchedulerNode.Rack,
        ["state"] = Running,
        ["id"] = node.Id.ToString(),
        ["nodeHostName"] = node.Id.Host,
        ["nodeHTTPAddress"] = node.HttpAddress,
        ["lastHealthUpdate"] = now.ToUnixTimeMilliseconds(),
        ["version"] = ClusterJson.HadoopVersion,
        ["healthReport"] = "",
        ["numContainers"] = node.Containers.Count,
        ["usedMemoryMB"] = node.Used.MemoryMb,
        ["availMemoryMB"] = node.Free.MemoryMb,
        ["usedVirtualCores"] = node.Used.VirtualCores,
        ["availableVirtualCores"] = node.Free.VirtualCores,
        ["totalResource"] = ResourceJson.Of(node.Capacity),
        ["usedResource"] = ResourceJson.Of(node.Used),
        ["availableResource"] = ResourceJson.Of(node.Free),
    };
}
