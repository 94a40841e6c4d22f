using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>What the whole cluster has and uses (ClusterMetricsInfo).</summary>
public sealed record YarnClusterMetrics
{
    [JsonPropertyName("totalMB")]
    public long TotalMb { get; init; }

    [JsonPropertyName("availableMB")]
    public long AvailableMb { get; init; }

    [JsonPropertyName("allocatedMB")]
    public long AllocatedMb { get; init; }

    public long TotalVirtualCores { get; init; }

    public long AvailableVirtualCores { get; init; }

    public int ActiveNodes { get; init; }

    public int LostNodes { get; init; }

    public int UnhealthyNodes { get; init; }

    public int AppsRunning { get; init; }

    public int AppsPending { get; init; }

    public int ContainersAllocated { get; init; }
}
