namespace FlinkYarn.AppMaster.ResourceManager.Yarn;

/// <summary>
/// Which nodes are left out because TaskManagers fail to start there again and again: for a while, and never more than
/// a third of the cluster, since then it is not the nodes (MapReduce's <c>RMContainerRequestor</c>).
/// </summary>
sealed class FailingNodes(TimeProvider time)
{
    const int FailuresToBeLeftOut = 3;
    const int NodesForOneLeftOut = 3;

    static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    readonly Dictionary<string, List<DateTimeOffset>> failures = [];

    /// <summary>A TaskManager failed to start on a host.</summary>
    public void OnFailedStart(string host)
    {
        if (!failures.TryGetValue(host, out var times))
        {
            failures.Add(host, times = []);
        }

        times.Add(time.GetUtcNow());
        if (times.Count > FailuresToBeLeftOut)
        {
            times.RemoveAt(0);
        }
    }

    /// <summary>The hosts that are to be left out now, those that failed last first of all.</summary>
    public IReadOnlySet<string> LeftOut(int clusterNodes)
    {
        var forgotten = time.GetUtcNow() - Memory;
        foreach (var times in failures.Values)
        {
            times.RemoveAll(failure => failure <= forgotten);
        }

        return failures.Where(host => host.Value.Count == FailuresToBeLeftOut)
            .OrderByDescending(host => host.Value[^1])
            .Take(clusterNodes / NodesForOneLeftOut)
            .Select(host => host.Key)
            .ToHashSet();
    }
}
