using FlinkYarn.Hadoop.Rest;

namespace FlinkYarn.Client.Deployment;

/// <summary>What the cluster says of itself before anything is submitted.</summary>
/// <param name="Largest">The largest container that is given.</param>
/// <param name="LeastMemoryMb">Containers are rounded up to a multiple of it.</param>
/// <param name="Scheduler">With its queues.</param>
/// <param name="Nodes">Those that run.</param>
sealed record ClusterFacts(
    YarnResource Largest, long LeastMemoryMb, YarnScheduler Scheduler, IReadOnlyList<YarnNode> Nodes)
{
    const long DefaultLeastMemoryMb = 1024;

    /// <summary>Asks the ResourceManager, all questions at once.</summary>
    public static async Task<ClusterFacts> AskAsync(
        YarnResourceManagerClient yarn, YarnResource largest, CancellationToken cancellationToken)
    {
        var least = yarn.GetConfigurationAsync("yarn.scheduler.minimum-allocation-mb", cancellationToken);
        var scheduler = yarn.GetSchedulerAsync(cancellationToken);
        var nodes = yarn.GetRunningNodesAsync(cancellationToken);
        await Task.WhenAll(least, scheduler, nodes);
        return new ClusterFacts(
            largest, long.TryParse(await least, out var megabytes) ? megabytes : DefaultLeastMemoryMb,
            await scheduler, await nodes);
    }
}
