using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>A live container of an application; the RM keeps nothing of ended ones (ContainerInfo).</summary>
public sealed record YarnContainer
{
    public string ContainerId { get => field ?? ""; init; }

    public string? ContainerState { get; init; }

    public int ContainerExitStatus { get; init; }

    [JsonPropertyName("allocatedMB")]
    public long AllocatedMb { get; init; }

    public int AllocatedVCores { get; init; }

    /// <summary>host:port of the NodeManager.</summary>
    public string? AssignedNodeId { get; init; }

    public string? NodeHttpAddress { get; init; }

    public int Priority { get; init; }

    [JsonPropertyName("startedTime")]
    public long StartedTimeMs { get; init; }

    public string? LogUrl { get; init; }
}
