using FlinkYarn.Hadoop.Rest;
using FlinkYarn.Runtime.Configuration;

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

    /// <summary>Labels that nodes may have; asked for only when the user wants one.</summary>
    public IReadOnlyList<string> NodeLabels { get; init; } = [];

    /// <summary>Most attempts of an ApplicationMaster; null when nobody asked, or the cluster is silent.</summary>
    public int? MostAttempts { get; init; }

    /// <summary>The same of an application's priority.</summary>
    public int? HighestPriority { get; init; }

    /// <summary>Asks the ResourceManager, all questions at once, only those that matter.</summary>
    public static async Task<ClusterFacts> AskAsync(
        YarnResourceManagerClient yarn, YarnOptions options, YarnResource largest, CancellationToken cancellationToken)
    {
        var least = yarn.GetConfigurationAsync("yarn.scheduler.minimum-allocation-mb", cancellationToken);
        var scheduler = yarn.GetSchedulerAsync(cancellationToken);
        var nodes = yarn.GetRunningNodesAsync(cancellationToken);
        var labels = options.NodeLabel is null && options.TaskManagerNodeLabel is null
            ? Task.FromResult<IReadOnlyList<string>>([])
            : yarn.GetNodeLabelsAsync(cancellationToken);
        var attempts = LimitAsync(options.ApplicationAttempts > 1, "yarn.resourcemanager.am.max-attempts");
        var priority = LimitAsync(options.Priority > 0, "yarn.cluster.max-application-priority");
        await Task.WhenAll(least, scheduler, nodes, labels, attempts, priority);
        return new ClusterFacts(
            largest, long.TryParse(await least, out var megabytes) ? megabytes : DefaultLeastMemoryMb,
            await scheduler, await nodes)
        {
            NodeLabels = await labels,
            MostAttempts = await attempts,
            HighestPriority = await priority,
        };

        async Task<int?> LimitAsync(bool isAsked, string key) =>
            isAsked && int.TryParse(await yarn.GetConfigurationAsync(key, cancellationToken), out var limit)
                ? limit
                : null;
    }
}
