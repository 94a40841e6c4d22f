using FlinkYarn.Hadoop.Yarn;

namespace FlinkYarn.MiniYarn.ResourceManager.Scheduling;

/// <summary>One attempt as the scheduler sees it: what it wants, has, and shall be told (FiCaSchedulerApp).</summary>
internal sealed class SchedulerApplication(YarnApplicationAttemptId attempt, string user, LeafQueue queue)
{
    // ContainerId: the epoch stands above 40 bits of number.
    const int EpochShift = 40;

    readonly Dictionary<ContainerId, SchedulerContainer> containers = [];
    readonly List<SchedulerContainer> untold = [];
    readonly HashSet<string> blacklist = [];
    long lastContainer;

    public YarnApplicationAttemptId Attempt { get; } = attempt;

    public string User { get; } = user;

    public LeafQueue Queue { get; } = queue;

    /// <summary>Higher is served first; the order of submission decides among equals.</summary>
    public required int Priority { get; init; }

    /// <summary>Of the ApplicationMaster's container; counts in the queue's share for those.</summary>
    public required ResourceAmount MasterResource { get; init; }

    /// <summary>Whether the queue's share for ApplicationMasters has room for it.</summary>
    public bool IsActive { get; set; }

    public bool HasMaster { get; private set; }

    public AskTable Asks { get; private set; } = new();

    public IReadOnlyCollection<SchedulerContainer> Containers => containers.Values;

    public ResourceAmount Used { get; private set; }

    public ContainerId NextContainerId() => new(Attempt, ++lastContainer);

    public SchedulerContainer? Find(ContainerId id) => containers.GetValueOrDefault(id);

    public bool MayUse(SchedulerNode node) =>
        !blacklist.Contains(node.Id.Host) && !blacklist.Contains(SchedulerNode.Rack);

    public void ChangeBlacklist(IEnumerable<string> additions, IEnumerable<string> removals)
    {
        blacklist.UnionWith(additions);
        blacklist.ExceptWith(removals);
    }

    /// <summary>
    /// The ResourceManager was started again: what was asked is forgotten, and ids get a new epoch.
    /// </summary>
    /// <returns>Containers that its ApplicationMaster never heard of.</returns>
    public IReadOnlyList<SchedulerContainer> Forget(int epoch)
    {
        if (HasMaster)
        {
            Asks = new AskTable();
        }

        blacklist.Clear();
        lastContainer = (long)epoch << EpochShift;
        return [.. untold];
    }

    public void Add(SchedulerContainer container)
    {
        Adopt(container);
        HasMaster |= container.IsMaster;
        if (!container.IsMaster)
        {
            untold.Add(container);
        }
    }

    /// <summary>Takes over a container of an earlier attempt, which the new one learns of when it registers.</summary>
    public void Adopt(SchedulerContainer container)
    {
        containers.Add(container.Id, container);
        Used += container.Resource;
    }

    public bool Remove(SchedulerContainer container)
    {
        if (!containers.Remove(container.Id))
        {
            return false;
        }

        untold.Remove(container);
        Used -= container.Resource;
        return true;
    }

    /// <summary>Containers that its ApplicationMaster does not know yet; from now on it does.</summary>
    public IReadOnlyList<SchedulerContainer> TakeUntold(DateTimeOffset now)
    {
        var told = untold.ToList();
        untold.Clear();
        foreach (var container in told.Where(container => container.State == SchedulerContainerState.Allocated))
        {
            container.State = SchedulerContainerState.Acquired;
            container.AcquiredAt = now;
        }

        return told;
    }
}
