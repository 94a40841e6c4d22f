using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>One try of the RM at running an ApplicationMaster (AppAttemptInfo).</summary>
public sealed record YarnApplicationAttempt
{
    public int Id { get; init; }

    public string AppAttemptId { get => field ?? ""; init; }

    public string? AppAttemptState { get; init; }

    [JsonPropertyName("startTime")]
    public long StartTimeMs { get; init; }

    [JsonPropertyName("finishedTime")]
    public long FinishedTimeMs { get; init; }

    public string? ContainerId { get; init; }

    public string? NodeId { get; init; }

    public string? NodeHttpAddress { get; init; }

    public string? LogsLink { get; init; }

    public string? DiagnosticsInfo { get; init; }
}
