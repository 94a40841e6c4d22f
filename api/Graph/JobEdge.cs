namespace FlinkYarn.Api.Graph;

/// <summary>
/// The exchange between two vertices. The target reads all its edges as one input (union); the source writes its
/// output number <see cref="SourceOutput"/> to it through the partitioner kept in the source's chain.
/// </summary>
/// <param name="Source">Id of the producing vertex.</param>
/// <param name="SourceOutput">Index into <see cref="OperatorChain.Outputs"/> of the source.</param>
/// <param name="Target">Id of the consuming vertex.</param>
/// <param name="Strategy">Which subtasks are joined by channels.</param>
sealed record JobEdge(string Source, int SourceOutput, string Target, ShipStrategy Strategy);

/// <summary>How rows choose their subtask; pointwise strategies join only some subtasks.</summary>
enum ShipStrategy
{
    /// <summary>Subtask i to subtask i; equal parallelism. Pointwise.</summary>
    Forward,

    /// <summary>By the key's key group; all to all.</summary>
    Hash,

    /// <summary>Round robin; all to all.</summary>
    Rebalance,

    /// <summary>Round robin among the near subtasks (Flink's pointwise distribution).</summary>
    Rescale,

    /// <summary>Every row to every subtask.</summary>
    Broadcast,

    /// <summary>Every row to subtask 0.</summary>
    Global,
}
