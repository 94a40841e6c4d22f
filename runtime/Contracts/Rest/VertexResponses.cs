using System.Text.Json.Serialization;

namespace FlinkYarn.Runtime.Contracts.Rest;

/// <summary>GET /jobs: <c>{"jobs":[{"id":…,"status":…}]}</c>.</summary>
sealed record JobIds([property: JsonPropertyName("jobs")] IReadOnlyList<JobIdWithStatus> Jobs);

/// <summary>One job of it.</summary>
sealed record JobIdWithStatus(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("status")] string Status);

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

/// <summary>The present attempt at a subtask.</summary>
sealed record SubtaskDetails
{
    [JsonPropertyName("subtask")]
    public required int Subtask { get; init; }

    [JsonPropertyName("status")]
    public required string Status { get; init; }

    [JsonPropertyName("attempt")]
    public required int Attempt { get; init; }

    /// <summary>Host and data port of its TaskManager; null before it has a slot.</summary>
    [JsonPropertyName("endpoint")]
    public required string? Endpoint { get; init; }

    [JsonPropertyName("taskmanager-id")]
    public required string? TaskManagerId { get; init; }

    [JsonPropertyName("metrics")]
    public required VertexMetrics Metrics { get; init; }
}

/// <summary>GET /jobs/:jobid/exceptions.</summary>
sealed record JobExceptions([property: JsonPropertyName("exceptionHistory")] ExceptionHistory History)
{
    /// <summary>Text of the cause with its inner ones; null while nothing has failed.</summary>
    [JsonPropertyName("root-exception")]
    public string? RootException { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    [JsonPropertyName("timestamp")]
    public long? Timestamp { get; init; }
}

/// <summary>The failures of a job, the newest first.</summary>
/// <param name="IsTruncated">Whether there were more than are kept.</param>
sealed record ExceptionHistory(
    [property: JsonPropertyName("entries")] IReadOnlyList<ExceptionEntry> Entries,
    [property: JsonPropertyName("truncated")] bool IsTruncated);

/// <summary>One failure.</summary>
/// <param name="Task">The operator, when it was one of the job's.</param>
sealed record ExceptionEntry(
    [property: JsonPropertyName("exceptionName")] string Type,
    [property: JsonPropertyName("stacktrace")] string StackTrace,
    [property: JsonPropertyName("timestamp")] long Timestamp,
    [property: JsonPropertyName("taskName")] string? Task);
