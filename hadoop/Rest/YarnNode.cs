using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>A NodeManager as the RM sees it (NodeInfo).</summary>
public sealed record YarnNode
{
    /// <summary>host:port.</summary>
    public string Id { get => field ?? ""; init; }

    public string Rack { get => field ?? ""; init; }

    /// <summary>RUNNING, UNHEALTHY, LOST, DECOMMISSIONED, …</summary>
    public string State { get => field ?? ""; init; }

    public string NodeHostName { get => field ?? ""; init; }

    [JsonPropertyName("nodeHTTPAddress")]
    public string? NodeHttpAddress { get; init; }

    public string? HealthReport { get; init; }

    public int NumContainers { get; init; }

    [JsonPropertyName("usedMemoryMB")]
    public long UsedMemoryMb { get; init; }

    [JsonPropertyName("availMemoryMB")]
    public long FreeMemoryMb { get; init; }

    public int UsedVirtualCores { get; init; }

    [JsonPropertyName("availableVirtualCores")]
    public int FreeVCores { get; init; }

    [JsonIgnore]
    public long TotalMemoryMb => UsedMemoryMb + FreeMemoryMb;

    [JsonIgnore]
    public int TotalVCores => UsedVirtualCores + FreeVCores;
}
