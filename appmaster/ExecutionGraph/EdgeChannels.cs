using FlinkYarn.Api.Graph;

namespace FlinkYarn.AppMaster.ExecutionGraph;

/// <summary>
/// Which subtasks an edge joins: all with all, or pointwise as Flink spreads them
/// (<c>EdgeManagerBuildUtil.connectPointwise</c>).
/// </summary>
static class EdgeChannels
{
    public static bool IsPointwise(ShipStrategy strategy) => strategy is ShipStrategy.Forward or ShipStrategy.Rescale;

    /// <summary>The consumers of one producer, in the order of its subpartitions.</summary>
    public static IReadOnlyList<int> Targets(ShipStrategy strategy, int sources, int targets, int source) =>
        IsPointwise(strategy)
            ? [.. Enumerable.Range(0, targets).Where(target => Sources(strategy, sources, targets, target).Contains(source))]
            : [.. Enumerable.Range(0, targets)];

    /// <summary>The producers of one consumer.</summary>
    public static IReadOnlyList<int> Sources(ShipStrategy strategy, int sources, int targets, int target)
    {
        if (!IsPointwise(strategy))
        {
            return [.. Enumerable.Range(0, sources)];
        }

        if (sources >= targets)
        {
            var first = target * sources / targets;
            return [.. Enumerable.Range(first, ((target + 1) * sources / targets) - first)];
        }

        return [target * sources / targets];
    }
}
