using System.Text.Json.Serialization;

namespace FlinkYarn.Runtime.Contracts.Rest;

/// <summary>GET /jobs/:jobid/vertices/:vertexid.</summary>
sealed record VertexWithSubtasks
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("parallelism")]
    public required int Parallelism { get; init; }

    [JsonPropertyName("maxParallelism")]
    public required int MaxParallelism { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    [JsonPropertyName("now")]
    public required long Now { get; init; }

    [JsonPropertyName("subtasks")]
    public required IReadOnlyList<SubtaskDetails> Subtasks { get; init; }
}

/// <summary>
/// The present attempt at a subtask; also GET …/subtasks/:subtask and …/subtasks/:subtask/attempts/:attempt.
/// </summary>
sealed record SubtaskDetails
{
    [JsonPropertyName("subtask")]
    public required int Subtask { get; init; }

    [JsonPropertyName("status")]
    public required string Status { get; init; }

    [JsonPropertyName("attempt")]
    public required int Attempt { get; init; }

    /// <summary>Host and data port of its TaskManager; <c>(unassigned)</c> before it has a slot.</summary>
    [JsonPropertyName("endpoint")]
    public required string Endpoint { get; init; }

    /// <summary>When it was deployed, in milliseconds since 1970; -1 before.</summary>
    [JsonPropertyName("start-time")]
    public required long StartTime { get; init; }

    /// <summary>-1 while it has not ended.</summary>
    [JsonPropertyName("end-time")]
    public required long EndTime { get; init; }

    /// <summary>Milliseconds from its deployment to its end or to now; -1 before.</summary>
    [JsonPropertyName("duration")]
    public required long Duration { get; init; }

    /// <summary><c>(unassigned)</c> before it has a slot.</summary>
    [JsonPropertyName("taskmanager-id")]
    public required string TaskManagerId { get; init; }

    [JsonPropertyName("metrics")]
    public required VertexMetrics Metrics { get; init; }

    /// <summary>Milliseconds in each state before the end, by its name in capitals; -1 when it was not in it.</summary>
    [JsonPropertyName("status-duration")]
    public required IReadOnlyDictionary<string, long> StatusDurations { get; init; }
}
