using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.TaskManager.Network;

/// <summary>Names one output of one attempt of one subtask.</summary>
readonly record struct PartitionKey(string JobId, string VertexId, int Subtask, int Attempt, int Output)
{
    public static PartitionKey Of(PartitionId id) =>
        new(id.Producer.JobId, id.Producer.VertexId, id.Producer.Subtask, id.Producer.Attempt, id.Output);

    public override string ToString() =>
        $"output {Output} of subtask {Subtask} (attempt {Attempt}) of vertex {VertexId}, job {JobId}";
}
