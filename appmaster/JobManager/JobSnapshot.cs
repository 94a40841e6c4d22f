using FlinkYarn.Api.Execution;
using FlinkYarn.Api.Graph;
using FlinkYarn.AppMaster.ExecutionGraph;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.JobManager;

/// <summary>What is known of a job at one moment; immutable.</summary>
sealed record JobSnapshot
{
    public required string JobId { get; init; }

    public required string Name { get; init; }

    public required JobStatus Status { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required DateTimeOffset? Ended { get; init; }

    public required TimeSpan Runtime { get; init; }

    public required IReadOnlyDictionary<JobStatus, DateTimeOffset> Entered { get; init; }

    public required IReadOnlyList<VertexSnapshot> Vertices { get; init; }

    /// <summary>Between the vertices.</summary>
    public required IReadOnlyList<JobEdge> Edges { get; init; }

    /// <summary>What the program has set, by configuration key.</summary>
    public required IReadOnlyDictionary<string, string> Configuration { get; init; }

    /// <summary>What it fails by, or has failed by.</summary>
    public required JobFailure? Failure { get; init; }

    /// <summary>What failed beside that, in the order in which it was reported.</summary>
    public required IReadOnlyList<JobFailure> OtherFailures { get; init; }

    public static JobSnapshot Of(
        ExecutionGraph.ExecutionGraph graph, JobStatus status, JobTimeline timeline, JobFailures failures) => new()
    {
        JobId = graph.Job.JobId,
        Name = graph.Job.Name,
        Status = status,
        Started = timeline.Started,
        Ended = timeline.Ended,
        Runtime = timeline.Runtime,
        Entered = timeline.Entered.ToDictionary(),
        Vertices = [.. graph.Job.Vertices.Select(vertex => VertexSnapshot.Of(graph, vertex.Id))],
        Edges = graph.Job.Edges,
        Configuration = graph.Job.Configuration,
        Failure = failures.Root,
        OtherFailures = [.. failures.Others],
    };
}

/// <summary>One vertex of a snapshot.</summary>
sealed record VertexSnapshot(
    string Id, string Name, int Parallelism, int MaxParallelism, IReadOnlyDictionary<ExecutionState, int> Tasks,
    IReadOnlyList<SubtaskSnapshot> Subtasks)
{
    public static VertexSnapshot Of(ExecutionGraph.ExecutionGraph graph, string vertexId)
    {
        var subtasks = graph.SubtasksOf(vertexId);
        var vertex = subtasks[0].Vertex;
        return new VertexSnapshot(
            vertex.Id, vertex.Name, vertex.Parallelism, vertex.MaxParallelism,
                ExecutionGraph.ExecutionGraph.Count(subtasks),
            [.. subtasks.Select(SubtaskSnapshot.Of)]);
    }
}

/// <summary>The present attempt at a subtask.</summary>
/// <param name="Slot">Null before it has one.</param>
sealed record SubtaskSnapshot(
    int Subtask, ExecutionState State, int Attempt, SlotLocation? Slot, RowCounts Rows, StateTimes Times)
{
    public static SubtaskSnapshot Of(ExecutionVertex vertex) => new(
        vertex.Subtask, vertex.Current.State, vertex.Current.Id.Attempt, vertex.Current.Slot,
        new RowCounts(vertex.Current.RowsIn, vertex.Current.RowsOut), vertex.Current.Times.Copy());
}

/// <summary>Rows that a task has told of with the last change of its state.</summary>
readonly record struct RowCounts(long In, long Out);
