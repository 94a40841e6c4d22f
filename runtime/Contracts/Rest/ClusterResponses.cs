using System.Text.Json.Serialization;

namespace FlinkYarn.Runtime.Contracts.Rest;

/// <summary>GET /overview.</summary>
sealed record ClusterOverview
{
    [JsonPropertyName("taskmanagers")]
    public required int TaskManagers { get; init; }

    /// <summary>TaskManagers that the ResourceManager wants in all: registered, starting and asked for. Ours.</summary>
    [JsonPropertyName("taskmanagers-wanted")]
    public required int TaskManagersWanted { get; init; }

    [JsonPropertyName("slots-total")]
    public required int SlotsTotal { get; init; }

    [JsonPropertyName("slots-available")]
    public required int SlotsAvailable { get; init; }

    [JsonPropertyName("jobs-running")]
    public required int JobsRunning { get; init; }

    [JsonPropertyName("jobs-finished")]
    public required int JobsFinished { get; init; }

    [JsonPropertyName("jobs-cancelled")]
    public required int JobsCancelled { get; init; }

    [JsonPropertyName("jobs-failed")]
    public required int JobsFailed { get; init; }

    [JsonPropertyName("flink-version")]
    public required string Version { get; init; }
}

/// <summary>GET /taskmanagers.</summary>
sealed record TaskManagersResponse(
    [property: JsonPropertyName("taskmanagers")] IReadOnlyList<TaskManagerSummary> TaskManagers);

/// <summary>One TaskManager.</summary>
sealed record TaskManagerSummary
{
    /// <summary>The YARN container's id, or the name its driver gave it.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("path")]
    public required string Path { get; init; }

    [JsonPropertyName("dataPort")]
    public required int DataPort { get; init; }

    [JsonPropertyName("timeSinceLastHeartbeat")]
    public required long LastHeartbeat { get; init; }

    [JsonPropertyName("slotsNumber")]
    public required int Slots { get; init; }

    [JsonPropertyName("freeSlots")]
    public required int FreeSlots { get; init; }

    /// <summary>Resident bytes as the process told them last. Ours.</summary>
    [JsonPropertyName("residentBytes")]
    public required long ResidentBytes { get; init; }
}

/// <summary>The steps of the application's start. Ours.</summary>
sealed record StartTraceResponse([property: JsonPropertyName("steps")] IReadOnlyList<StartStepBody> Steps);

/// <summary>One step of a start.</summary>
/// <param name="Process">ApplicationMaster, or a TaskManager by its id.</param>
/// <param name="Step">What was reached.</param>
/// <param name="Timestamp">Milliseconds since 1970 by that process's clock, with fractions.</param>
sealed record StartStepBody(
    [property: JsonPropertyName("process")] string Process,
    [property: JsonPropertyName("step")] string Step,
    [property: JsonPropertyName("timestamp")] double Timestamp);

/// <summary>The body of every refusal.</summary>
sealed record ErrorResponse([property: JsonPropertyName("errors")] IReadOnlyList<string> Errors);

/// <summary>All bodies of the REST interface.</summary>
[JsonSerializable(typeof(ClusterOverview))]
[JsonSerializable(typeof(TaskManagersResponse))]
[JsonSerializable(typeof(TaskManagerSummary))]
[JsonSerializable(typeof(DashboardConfiguration))]
[JsonSerializable(typeof(IReadOnlyList<ConfigurationEntry>))]
[JsonSerializable(typeof(LogList))]
[JsonSerializable(typeof(JobIds))]
[JsonSerializable(typeof(VertexWithSubtasks))]
[JsonSerializable(typeof(SubtaskDetails))]
[JsonSerializable(typeof(JobExceptions))]
[JsonSerializable(typeof(JobPlanResponse))]
[JsonSerializable(typeof(JobConfiguration))]
[JsonSerializable(typeof(SubtaskTimes))]
[JsonSerializable(typeof(VertexTaskManagers))]
[JsonSerializable(typeof(MasterEnvironment))]
[JsonSerializable(typeof(JobsOverview))]
[JsonSerializable(typeof(JobDetails))]
[JsonSerializable(typeof(JobStatusResponse))]
[JsonSerializable(typeof(JobResultResponse))]
[JsonSerializable(typeof(CollectedRowsResponse))]
[JsonSerializable(typeof(JobSubmitRequest))]
[JsonSerializable(typeof(JobSubmitted))]
[JsonSerializable(typeof(EmptyResponse))]
[JsonSerializable(typeof(StartTraceResponse))]
[JsonSerializable(typeof(ErrorResponse))]
sealed partial class RestJson : JsonSerializerContext;
