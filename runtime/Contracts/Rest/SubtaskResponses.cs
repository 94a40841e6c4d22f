using System.Text.Json.Serialization;

namespace FlinkYarn.Runtime.Contracts.Rest;

/// <summary>GET /jobs/:jobid/vertices/:vertexid/subtasktimes.</summary>
sealed record SubtaskTimes(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("now")] long Now,
    [property: JsonPropertyName("subtasks")] IReadOnlyList<SubtaskTime> Subtasks);

/// <summary>The times of one subtask.</summary>
/// <param name="Endpoint">Host and data port of its TaskManager; <c>(unassigned)</c> before it has a slot.</param>
/// <param name="Duration">Milliseconds since it was scheduled, until its end or now; -1 before.</param>
/// <param name="Timestamps">When each state was entered, by its name in capitals; 0 when never.</param>
sealed record SubtaskTime(
    [property: JsonPropertyName("subtask")] int Subtask,
    [property: JsonPropertyName("endpoint")] string Endpoint,
    [property: JsonPropertyName("duration")] long Duration,
    [property: JsonPropertyName("timestamps")] IReadOnlyDictionary<string, long> Timestamps);

/// <summary>GET /jobs/:jobid/vertices/:vertexid/taskmanagers.</summary>
sealed record VertexTaskManagers(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("now")] long Now,
    [property: JsonPropertyName("taskmanagers")] IReadOnlyList<VertexTaskManager> TaskManagers);

/// <summary>A vertex's tasks at one TaskManager, or those at none yet.</summary>
sealed record VertexTaskManager
{
    /// <summary>Host and data port; <c>(unassigned)</c> of tasks without a slot.</summary>
    [JsonPropertyName("endpoint")]
    public required string Endpoint { get; init; }

    [JsonPropertyName("taskmanager-id")]
    public required string TaskManagerId { get; init; }

    [JsonPropertyName("status")]
    public required string Status { get; init; }

    [JsonPropertyName("start-time")]
    public required long StartTime { get; init; }

    [JsonPropertyName("end-time")]
    public required long EndTime { get; init; }

    [JsonPropertyName("duration")]
    public required long Duration { get; init; }

    [JsonPropertyName("metrics")]
    public required VertexMetrics Metrics { get; init; }

    /// <summary>Number of tasks by their state in capitals.</summary>
    [JsonPropertyName("status-counts")]
    public required IReadOnlyDictionary<string, int> StatusCounts { get; init; }
}
