using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>
/// Which log files YARN collects, at the end and while the application runs (LogAggregationContextInfo).
/// </summary>
public sealed record LogAggregation
{
    [JsonPropertyName("log-include-pattern")]
    public string? Include { get; init; }

    [JsonPropertyName("log-exclude-pattern")]
    public string? Exclude { get; init; }

    [JsonPropertyName("rolled-log-include-pattern")]
    public string? RolledInclude { get; init; }

    [JsonPropertyName("rolled-log-exclude-pattern")]
    public string? RolledExclude { get; init; }
}
