using System.Text.Json.Serialization;

namespace FlinkYarn.Runtime.Contracts.Rest;

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
/// <param name="IsTruncated">Whether there were more than was asked for.</param>
sealed record ExceptionHistory(
    [property: JsonPropertyName("entries")] IReadOnlyList<ExceptionEntry> Entries,
    [property: JsonPropertyName("truncated")] bool IsTruncated);

/// <summary>
/// One failure. What belongs to no task has no task's name, what was at no TaskManager nothing of one.
/// </summary>
sealed record ExceptionEntry
{
    /// <summary>Class of the exception; absent when the ApplicationMaster says itself what happened.</summary>
    [JsonPropertyName("exceptionName")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required string? Type { get; init; }

    [JsonPropertyName("stacktrace")]
    public required string StackTrace { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    [JsonPropertyName("timestamp")]
    public required long Timestamp { get; init; }

    /// <summary>With the subtask's number.</summary>
    [JsonPropertyName("taskName")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required string? TaskName { get; init; }

    /// <summary>Host and data port of the TaskManager.</summary>
    [JsonPropertyName("endpoint")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required string? Endpoint { get; init; }

    [JsonPropertyName("taskManagerId")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required string? TaskManagerId { get; init; }

    /// <summary>What failed beside a job's cause; only a cause has it.</summary>
    [JsonPropertyName("concurrentExceptions")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ExceptionEntry>? Concurrent { get; init; }
}
