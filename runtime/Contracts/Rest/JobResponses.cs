using System.Text.Json.Serialization;

namespace FlinkYarn.Runtime.Contracts.Rest;

/// <summary>GET /jobs: <c>{"jobs":[{"id":…,"status":…}]}</c>.</summary>
sealed record JobIds([property: JsonPropertyName("jobs")] IReadOnlyList<JobIdWithStatus> Jobs);

/// <summary>One job of it.</summary>
sealed record JobIdWithStatus(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("status")] string Status);

/// <summary>GET /jobs/overview.</summary>
sealed record JobsOverview([property: JsonPropertyName("jobs")] IReadOnlyList<JobSummary> Jobs);

/// <summary>One job in a list; the names are Flink's.</summary>
sealed record JobSummary
{
    [JsonPropertyName("jid")]
    public required string Id { get; init; }

    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>Flink's state in capitals: CREATED, RUNNING, FINISHED, …</summary>
    [JsonPropertyName("state")]
    public required string State { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    [JsonPropertyName("start-time")]
    public required long StartTime { get; init; }

    /// <summary>-1 while the job runs.</summary>
    [JsonPropertyName("end-time")]
    public required long EndTime { get; init; }

    [JsonPropertyName("duration")]
    public required long Duration { get; init; }

    /// <summary>Number of subtasks by their state in lower case, and <c>total</c>.</summary>
    [JsonPropertyName("tasks")]
    public required IReadOnlyDictionary<string, int> Tasks { get; init; }
}

/// <summary>
/// GET /jobs/:jobid/status. With <c>?since=RUNNING&amp;wait=30000</c> it is answered when the state is another one, or
/// after that many milliseconds: ours, so that a client need not poll.
/// </summary>
sealed record JobStatusResponse([property: JsonPropertyName("status")] string Status);

/// <summary>GET /jobs/:jobid/execution-result; with <c>?wait=30000</c> it waits that long for the end.</summary>
sealed record JobResultResponse
{
    [JsonPropertyName("status")]
    public required QueueStatus Status { get; init; }

    [JsonPropertyName("job-execution-result")]
    public JobResult? Result { get; init; }
}

/// <summary>Flink's wrapper of things that take time: IN_PROGRESS or COMPLETED.</summary>
sealed record QueueStatus([property: JsonPropertyName("id")] string Id)
{
    public static QueueStatus InProgress { get; } = new("IN_PROGRESS");

    public static QueueStatus Completed { get; } = new("COMPLETED");
}

/// <summary>How a job ended.</summary>
sealed record JobResult
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>SUCCEEDED, FAILED, CANCELED.</summary>
    [JsonPropertyName("application-status")]
    public required string ApplicationStatus { get; init; }

    /// <summary>Milliseconds.</summary>
    [JsonPropertyName("net-runtime")]
    public required long NetRuntime { get; init; }

    [JsonPropertyName("failure-cause")]
    public FailureCause? FailureCause { get; init; }
}

/// <summary>The first cause of a failed job.</summary>
/// <param name="Type">Class of the exception.</param>
/// <param name="Message">Its words, with the operator's name before them when user code threw.</param>
/// <param name="StackTrace">The exception's text with its inner ones.</param>
/// <param name="Operator">Where it happened, when in an operator.</param>
sealed record FailureCause(
    [property: JsonPropertyName("class")] string Type,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("stack-trace")] string StackTrace,
    [property: JsonPropertyName("operator")] string? Operator);
