using System.Text.Json.Serialization;

namespace FlinkYarn.Runtime.Contracts.Rest;

/// <summary>GET /jobs/:jobid.</summary>
sealed record JobDetails
{
    [JsonPropertyName("jid")]
    public required string Id { get; init; }

    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>Whether it can be stopped with a savepoint.</summary>
    [JsonPropertyName("isStoppable")]
    public required bool IsStoppable { get; init; }

    [JsonPropertyName("state")]
    public required string State { get; init; }

    [JsonPropertyName("start-time")]
    public required long StartTime { get; init; }

    [JsonPropertyName("end-time")]
    public required long EndTime { get; init; }

    [JsonPropertyName("duration")]
    public required long Duration { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    [JsonPropertyName("now")]
    public required long Now { get; init; }

    /// <summary>When each state was entered, by its name in capitals; 0 when never.</summary>
    [JsonPropertyName("timestamps")]
    public required IReadOnlyDictionary<string, long> Timestamps { get; init; }

    [JsonPropertyName("vertices")]
    public required IReadOnlyList<VertexDetails> Vertices { get; init; }

    /// <summary>Number of vertices by their state in capitals.</summary>
    [JsonPropertyName("status-counts")]
    public required IReadOnlyDictionary<string, int> StatusCounts { get; init; }

    [JsonPropertyName("plan")]
    public required JobPlanBody Plan { get; init; }
}

/// <summary>One vertex of a job.</summary>
sealed record VertexDetails
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("parallelism")]
    public required int Parallelism { get; init; }

    [JsonPropertyName("maxParallelism")]
    public required int MaxParallelism { get; init; }

    [JsonPropertyName("status")]
    public required string Status { get; init; }

    /// <summary>When the first of its tasks was deployed, in milliseconds since 1970; -1 before.</summary>
    [JsonPropertyName("start-time")]
    public required long StartTime { get; init; }

    /// <summary>When the last of its tasks ended; -1 before.</summary>
    [JsonPropertyName("end-time")]
    public required long EndTime { get; init; }

    /// <summary>Milliseconds between the two, or to now; -1 before it starts.</summary>
    [JsonPropertyName("duration")]
    public required long Duration { get; init; }

    [JsonPropertyName("tasks")]
    public required IReadOnlyDictionary<string, int> Tasks { get; init; }

    [JsonPropertyName("metrics")]
    public required VertexMetrics Metrics { get; init; }
}

/// <summary>
/// Rows that went through tasks. A TaskManager tells them when a task's state changes, so they are complete when all of
/// these tasks have ended.
/// </summary>
sealed record VertexMetrics(
    [property: JsonPropertyName("read-records")] long ReadRecords,
    [property: JsonPropertyName("read-records-complete")] bool AreReadRecordsComplete,
    [property: JsonPropertyName("write-records")] long WriteRecords,
    [property: JsonPropertyName("write-records-complete")] bool AreWriteRecordsComplete);
