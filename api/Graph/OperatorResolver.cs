using FlinkYarn.Api.Graph.Partitioning;

namespace FlinkYarn.Api.Graph;

/// <summary>Decides what the program left open, in topological order, gathering what cannot be decided.</summary>
sealed class OperatorResolver(GraphSettings settings, List<string> mistakes)
{
    readonly Dictionary<Transformation, ResolvedOperator> resolved = new(ReferenceEqualityComparer.Instance);
    readonly HashSet<string> uids = [];
    readonly List<ResolvedOperator> ordered = [];

    public IReadOnlyList<ResolvedOperator> Resolve(IEnumerable<Transformation> sinks)
    {
        foreach (var sink in sinks)
        {
            Resolve(sink);
        }

        return ordered;
    }

    ResolvedOperator Resolve(Transformation transformation)
    {
        if (resolved.TryGetValue(transformation, out var known))
        {
            return known;
        }

        var upstreams = transformation.Inputs.Select(input => (Operator: Resolve(input.Upstream), input.Partitioner)).ToList();
        var parallelism = transformation.Parallelism ?? settings.Parallelism;
        var operation = new ResolvedOperator(transformation, MakeId(transformation, upstreams.Select(input => input.Operator.Id)))
        {
            Parallelism = parallelism,
            MaxParallelism = transformation.MaxParallelism ?? settings.MaxParallelism
                ?? KeyGroups.DefaultMaxParallelism(parallelism),
            SlotSharingGroup = transformation.SlotSharingGroup ?? InheritedGroup(upstreams.Select(input => input.Operator)),
            Inputs = [.. upstreams.Select(input => new ResolvedInput(input.Operator, Partitioner(input, parallelism)))],
        };
        Check(operation);
        resolved.Add(transformation, operation);
        ordered.Add(operation);
        return operation;
    }

    // Flink: forward where it can be, rebalance where the parallelisms differ.
    static PartitionerDescriptor Partitioner(
        (ResolvedOperator Operator, PartitionerDescriptor? Partitioner) input, int parallelism)
    {
        var strategy = input.Operator.Parallelism == parallelism ? ShipStrategy.Forward : ShipStrategy.Rebalance;
        return input.Partitioner ?? (PartitionerDescriptor)Activator.CreateInstance(
            typeof(PlainPartitioner<>).MakeGenericType(input.Operator.Transformation.Operator.OutputType!), strategy)!;
    }

    static string InheritedGroup(IEnumerable<ResolvedOperator> upstreams) =>
        upstreams.Select(upstream => upstream.SlotSharingGroup).Distinct().ToList() is [var only] ? only : "default";

    void Check(ResolvedOperator operation)
    {
        if (operation.Parallelism > operation.MaxParallelism)
        {
            mistakes.Add($"{operation.Label}: parallelism {operation.Parallelism} is above the max parallelism "
                + $"{operation.MaxParallelism}; raise SetMaxParallelism or lower SetParallelism.");
        }

        if (operation.Transformation.Uid is { } uid && !uids.Add(uid))
        {
            mistakes.Add($"{operation.Label}: the uid '{uid}' is given twice; uids are unique in a program.");
        }

        foreach (var input in operation.Inputs)
        {
            if (input.Partitioner.Strategy == ShipStrategy.Forward && input.Upstream.Parallelism != operation.Parallelism)
            {
                mistakes.Add($"{operation.Label}: Forward() joins equal parallelisms, not {input.Upstream.Parallelism} "
                    + $"of '{input.Upstream.Transformation.Name}' and {operation.Parallelism}; use Rescale() or Rebalance().");
            }
        }
    }

    // From the uid when there is one, otherwise from the place in the program: stable from run to run.
    string MakeId(Transformation transformation, IEnumerable<string> inputs) =>
        transformation.Uid is { } uid
            ? JobGraphIds.OfUid(uid)
            : JobGraphIds.OfPlace(ordered.Count, transformation.Operator.Kind, inputs);
}
