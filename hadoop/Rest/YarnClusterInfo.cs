using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>What an RM says of itself, on standby too (ClusterInfo).</summary>
public sealed record YarnClusterInfo
{
    /// <summary>The RM's start time, which is part of every application id.</summary>
    public long Id { get; init; }

    [JsonPropertyName("startedOn")]
    public long StartedOnMs { get; init; }

    public string State { get => field ?? ""; init; }

    /// <summary>INITIALIZING, ACTIVE, STANDBY or STOPPED.</summary>
    public string HaState { get => field ?? ""; init; }

    public string ResourceManagerVersion { get => field ?? ""; init; }

    public string HadoopVersion { get => field ?? ""; init; }

    [JsonIgnore]
    public bool IsActive => HaState == "ACTIVE";
}
