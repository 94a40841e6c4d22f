using System.Text.Json.Nodes;
using FlinkYarn.MiniYarn.ResourceManager.Scheduling;

namespace FlinkYarn.MiniYarn.ResourceManager.Rest;

/// <summary>Memory and cores (ResourceInfo).</summary>
internal static class ResourceJson
{
    public static JsonObject Of(ResourceAmount amount) => new()
    {
        ["memory"] = amount.MemoryMb,
        ["vCores"] = amount.VirtualCores,
        ["resourceInformations"] = new JsonObject
        {
            ["resourceInformation"] = new JsonArray(
            [
                Information("memory-mb", amount.MemoryMb, "Mi"), Information("vcores", amount.VirtualCores, ""),
                .. amount.Others.Amounts.Select(type => Information(type.Key, type.Value, "")),
            ]),
        },
    };

    static JsonObject Information(string name, long value, string units) => new()
    {
        ["attributes"] = new JsonObject(),
        ["maximumAllocation"] = long.MaxValue,
        ["minimumAllocation"] = 0,
        ["name"] = name,
        ["resourceType"] = "COUNTABLE",
        ["units"] = units,
        ["value"] = value,
    };
}
