using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.TaskManager.Operators;

/// <summary>Which operator of which subtask it is.</summary>
sealed record OperatorContext
{
    public required string OperatorId { get; init; }

    public required string Name { get; init; }

    public required string JobId { get; init; }

    public required int Subtask { get; init; }

    public required int Attempt { get; init; }

    /// <summary>What the task hands over when it has finished.</summary>
    public required List<FileCommittable> Committables { get; init; }
}
