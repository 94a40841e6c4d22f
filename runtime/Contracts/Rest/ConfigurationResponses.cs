using System.Text.Json.Serialization;

namespace FlinkYarn.Runtime.Contracts.Rest;

/// <summary>GET /config: what a dashboard needs to know.</summary>
sealed record DashboardConfiguration
{
    [JsonPropertyName("refresh-interval")]
    public required int RefreshIntervalMs { get; init; }

    [JsonPropertyName("timezone-name")]
    public required string TimeZoneName { get; init; }

    /// <summary>Milliseconds east of UTC.</summary>
    [JsonPropertyName("timezone-offset")]
    public required long TimeZoneOffsetMs { get; init; }

    [JsonPropertyName("flink-version")]
    public required string Version { get; init; }

    /// <summary>The commit that was built; absent when that is not known.</summary>
    [JsonPropertyName("flink-revision")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required string? Revision { get; init; }

    [JsonPropertyName("features")]
    public required DashboardFeatures Features { get; init; }
}

/// <summary>What a dashboard may offer.</summary>
sealed record DashboardFeatures(
    [property: JsonPropertyName("web-submit")] bool WebSubmit,
    [property: JsonPropertyName("web-cancel")] bool WebCancel,
    [property: JsonPropertyName("web-rescale")] bool WebRescale,
    [property: JsonPropertyName("web-history")] bool WebHistory);

/// <summary>One row of GET /jobmanager/config.</summary>
/// <param name="Value">Masked when the key says that it is a secret.</param>
sealed record ConfigurationEntry(
    [property: JsonPropertyName("key")] string Key,
    [property: JsonPropertyName("value")] string Value);

/// <summary>GET /jobmanager/logs.</summary>
sealed record LogList([property: JsonPropertyName("logs")] IReadOnlyList<LogFileBody> Logs);

/// <summary>One log file.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="ModificationTime">Milliseconds since 1970.</param>
sealed record LogFileBody(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("size")] long Size,
    [property: JsonPropertyName("mtime")] long ModificationTime);
