using FlinkYarn.Api.Graph;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.ExecutionGraph;

/// <summary>One subtask of a vertex and its present attempt.</summary>
sealed class ExecutionVertex
{
    public ExecutionVertex(string jobId, JobVertex vertex, int subtask, TimeProvider time)
    {
        Vertex = vertex;
        Subtask = subtask;
        Current = new Execution(
            new ExecutionAttemptId { JobId = jobId, VertexId = vertex.Id, Subtask = subtask }, time);
    }

    public JobVertex Vertex { get; }

    /// <summary>From 0.</summary>
    public int Subtask { get; }

    public Execution Current { get; }

    /// <summary>As Flink writes it in logs: <c>Map -> Filter (2/4)</c>.</summary>
    public string TaskName => $"{Vertex.Name} ({Subtask + 1}/{Vertex.Parallelism})";
}
