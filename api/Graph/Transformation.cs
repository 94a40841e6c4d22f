using FlinkYarn.Api.Graph.Operators;
using FlinkYarn.Api.Graph.Partitioning;

namespace FlinkYarn.Api.Graph;

/// <summary>One operator of the program under construction, and what it reads.</summary>
sealed class Transformation
{
    public required OperatorDescriptor Operator { get; init; }

    public required IReadOnlyList<TransformationInput> Inputs { get; init; }

    public required string Name { get; set; }

    public ProgramLine? Location { get; init; }

    public string? Uid { get; set; }

    /// <summary>Null for the environment's.</summary>
    public int? Parallelism { get; set; }

    public int? MaxParallelism { get; set; }

    /// <summary>False for sources that are read by one subtask.</summary>
    public bool IsParallel { get; init; } = true;

    /// <summary>Null for the inputs' group.</summary>
    public string? SlotSharingGroup { get; set; }

    public Chaining Chaining { get; set; }
}

/// <summary>An upstream operator and how its rows come.</summary>
/// <param name="Partitioner">Null when the program does not say: forward, or rebalance when parallelisms differ.</param>
sealed record TransformationInput(Transformation Upstream, PartitionerDescriptor? Partitioner);

/// <summary>A line of the program.</summary>
sealed record ProgramLine(string File, int Line)
{
    public override string ToString() => $"{Path.GetFileName(File.Replace('\\', '/'))}:{Line}";
}

/// <summary>Whether an operator runs in one task with its neighbours.</summary>
enum Chaining
{
    Always,

    /// <summary>Begins a new chain.</summary>
    Head,
    Never,
}
