using FlinkYarn.Api.Graph;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.ExecutionGraph;

/// <summary>The JobGraph with every vertex expanded to its subtasks. Pure state: no I/O, no threads.</summary>
sealed class ExecutionGraph
{
    readonly Dictionary<string, ExecutionVertex[]> byVertex;

    public ExecutionGraph(JobGraph job, TimeProvider time)
    {
        Job = job;
        byVertex = job.Vertices.ToDictionary(
            vertex => vertex.Id,
            vertex => Enumerable.Range(0, vertex.Parallelism)
                .Select(subtask => new ExecutionVertex(job.JobId, vertex, subtask, time)).ToArray());
    }

    public JobGraph Job { get; }

    /// <summary>All subtasks, producers before their consumers.</summary>
    public IEnumerable<ExecutionVertex> Vertices => Job.Vertices.SelectMany(vertex => byVertex[vertex.Id]);

    public IEnumerable<Execution> Executions => Vertices.Select(vertex => vertex.Current);

    public bool AreAllFinished => Executions.All(execution => execution.State == ExecutionState.Finished);

    public bool AreAllTerminal => Executions.All(execution => execution.IsTerminal);

    public IReadOnlyList<ExecutionVertex> SubtasksOf(string vertexId) => byVertex[vertexId];

    /// <summary>Null when the id is of another job, an unknown vertex, or not the present attempt.</summary>
    public ExecutionVertex? Find(ExecutionAttemptId id) =>
        id.JobId == Job.JobId && byVertex.TryGetValue(id.VertexId, out var subtasks)
        && (uint)id.Subtask < (uint)subtasks.Length && subtasks[id.Subtask].Current.Id.Equals(id)
            ? subtasks[id.Subtask]
            : null;

    /// <summary>The edges into a vertex, in the order of its input gates.</summary>
    public IEnumerable<JobEdge> InputsOf(string vertexId) => Job.Edges.Where(edge => edge.Target == vertexId);

    /// <summary>The edges out of a vertex, in the order of its result partitions.</summary>
    public IEnumerable<JobEdge> OutputsOf(string vertexId) => Job.Edges.Where(edge => edge.Source == vertexId);

    /// <summary>Number of subtasks by state.</summary>
    public static IReadOnlyDictionary<ExecutionState, int> Count(IEnumerable<ExecutionVertex> vertices) =>
        vertices.GroupBy(vertex => vertex.Current.State).ToDictionary(group => group.Key, group => group.Count());
}
