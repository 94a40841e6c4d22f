using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>The RM's report of one application (AppInfo).</summary>
public sealed record YarnApplication
{
    public string Id { get => field ?? ""; init; }

    public string User { get => field ?? ""; init; }

    public string Name { get => field ?? ""; init; }

    public string ApplicationType { get => field ?? ""; init; }

    /// <summary>The tags, joined by commas.</summary>
    public string ApplicationTags { get => field ?? ""; init; }

    public string Queue { get => field ?? ""; init; }

    public int Priority { get; init; }

    public YarnApplicationState State { get; init; }

    public YarnFinalStatus FinalStatus { get; init; }

    /// <summary>0 to 100.</summary>
    public double Progress { get; init; }

    public string Diagnostics { get => field ?? ""; init; }

    /// <summary>The address of the application's page behind YARN's proxy.</summary>
    public string TrackingUrl { get => field ?? ""; init; }

    public string TrackingUI { get => field ?? ""; init; }

    [JsonPropertyName("startedTime")]
    public long StartedTimeMs { get; init; }

    [JsonPropertyName("launchTime")]
    public long LaunchTimeMs { get; init; }

    /// <summary>0 while it runs.</summary>
    [JsonPropertyName("finishedTime")]
    public long FinishedTimeMs { get; init; }

    [JsonPropertyName("elapsedTime")]
    public long ElapsedTimeMs { get; init; }

    /// <summary>Where the ApplicationMaster's logs are shown.</summary>
    public string? AmContainerLogs { get; init; }

    public string? AmHostHttpAddress { get; init; }

    /// <summary>host:port that the ApplicationMaster registered; absent before.</summary>
    [JsonPropertyName("amRPCAddress")]
    public string? AmRpcAddress { get; init; }

    [JsonPropertyName("allocatedMB")]
    public long AllocatedMb { get; init; }

    public long AllocatedVCores { get; init; }

    /// <summary>−1 when it has ended.</summary>
    public int RunningContainers { get; init; }

    public long MemorySeconds { get; init; }

    public long VcoreSeconds { get; init; }

    public string? LogAggregationStatus { get; init; }

    public bool UnmanagedApplication { get; init; }

    [JsonIgnore]
    public bool IsTerminal => State.IsTerminal();
}
