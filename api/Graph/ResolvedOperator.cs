using FlinkYarn.Api.Graph.Partitioning;

namespace FlinkYarn.Api.Graph;

/// <summary>An operator of the program with everything decided: its id, its numbers, how its inputs are shipped.</summary>
sealed class ResolvedOperator(Transformation transformation, string id)
{
    public Transformation Transformation => transformation;

    public string Id => id;

    public required int Parallelism { get; init; }

    public required int MaxParallelism { get; init; }

    public required string SlotSharingGroup { get; init; }

    public required IReadOnlyList<ResolvedInput> Inputs { get; init; }

    /// <summary>For messages: <c>Operator 'Map' (Program.cs:12)</c>.</summary>
    public string Label =>
        $"Operator '{transformation.Name}'" + (transformation.Location is { } site ? $" ({site})" : "");

    /// <summary>Whether it runs in its only input's task (Flink's StreamingJobGraphGenerator.isChainable).</summary>
    public bool IsChained =>
        Inputs is [{ Partitioner.Strategy: ShipStrategy.Forward } input]
        && transformation.Chaining == Chaining.Always
        && input.Upstream.Transformation.Chaining != Chaining.Never
        && input.Upstream.Parallelism == Parallelism
        && input.Upstream.MaxParallelism == MaxParallelism
        && input.Upstream.SlotSharingGroup == SlotSharingGroup;
}

/// <summary>One input of a resolved operator.</summary>
sealed record ResolvedInput(ResolvedOperator Upstream, PartitionerDescriptor Partitioner);
