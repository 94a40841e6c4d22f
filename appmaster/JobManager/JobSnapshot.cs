using FlinkYarn.Api.Execution;
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

    public static JobSnapshot Of(ExecutionGraph.ExecutionGraph graph, JobStatus status, JobTimeline timeline) => new()
    {
        JobId = graph.Job.JobId,
        Name = graph.Job.Name,
        Status = status,
        Started = timeline.Started,
        Ended = timeline.Ended,
        Runtime = timeline.Runtime,
        Entered = timeline.Entered.ToDictionary(),
        Vertices = [.. graph.Job.Vertices.Select(vertex => VertexSnapshot.Of(graph, vertex.Id))],
    };
}

/// <summary>One vertex of a snapshot.</summary>
sealed record VertexSnapshot(
    string Id, string Name, int Parallelism, int MaxParallelism, IReadOnlyDictionary<ExecutionState, int> Tasks,
    IReadOnlyList<SubtaskSnapshot> Subtasks)
{
    public long RowsIn => Subtasks.Sum(subtask => subtask.RowsIn);

    public long RowsOut => Subtasks.Sum(subtask => subtask.RowsOut);

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
    int Subtask, ExecutionState State, int Attempt, SlotLocation? Slot, long RowsIn, long RowsOut)
{
    public static SubtaskSnapshot Of(ExecutionVertex vertex) => new(
        vertex.Subtask, vertex.Current.State, vertex.Current.Id.Attempt, vertex.Current.Slot, vertex.Current.RowsIn,
        vertex.Current.RowsOut);
}
