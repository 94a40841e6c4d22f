namespace FlinkYarn.MiniYarn.ResourceManager.Scheduling;

/// <summary>
/// A queue with its applications: those that run, and those that wait until the share of the ApplicationMasters has
/// room (AbstractLeafQueue).
/// </summary>
internal sealed class LeafQueue(QueueOptions options)
{
    const string Partition = "<DEFAULT_PARTITION>";

    readonly List<SchedulerApplication> waiting = [];
    readonly List<SchedulerApplication> active = [];

    public QueueOptions Options { get; } = options;

    public string Name => Options.Name;

    public string Path => $"root.{Options.Name}";

    public ResourceAmount Used { get; private set; }

    /// <summary>What the ApplicationMasters of its active applications have.</summary>
    public ResourceAmount UsedByMasters { get; private set; }

    public IReadOnlyList<SchedulerApplication> Waiting => waiting;

    /// <summary>In the order of service.</summary>
    public IReadOnlyList<SchedulerApplication> Active => active;

    public ResourceAmount Capacity(ResourceAmount cluster) => cluster * (Options.CapacityPercent / 100);

    public ResourceAmount Maximum(ResourceAmount cluster) => cluster * (Options.MaximumPercent / 100);

    public ResourceAmount MasterLimit(ResourceAmount cluster) => Maximum(cluster) * Options.MasterShare;

    /// <summary>Used in parts of what it has by right: who has least is served first.</summary>
    public double Usage(ResourceAmount cluster)
    {
        var capacity = Capacity(cluster).MemoryMb;
        return capacity > 0 ? (double)Used.MemoryMb / capacity : 0;
    }

    public void Add(SchedulerApplication application) => Insert(waiting, application);

    public void Remove(SchedulerApplication application)
    {
        waiting.Remove(application);
        if (active.Remove(application))
        {
            UsedByMasters -= application.MasterResource;
        }
    }

    /// <summary>Lets applications in as long as their ApplicationMasters fit; the first of all always does.</summary>
    public void Activate(ResourceAmount cluster)
    {
        while (waiting.Count > 0
            && (active.Count == 0 || (UsedByMasters + waiting[0].MasterResource).FitsIn(MasterLimit(cluster))))
        {
            var next = waiting[0];
            waiting.RemoveAt(0);
            next.IsActive = true;
            UsedByMasters += next.MasterResource;
            Insert(active, next);
        }
    }

    public void Take(ResourceAmount resource) => Used += resource;

    public void GiveBack(ResourceAmount resource) => Used -= resource;

    /// <summary>What YARN says of an application that waits here (CSAMContainerLaunchDiagnosticsConstants).</summary>
    public string WhyWaiting(SchedulerApplication application, ResourceAmount cluster)
    {
        if (!application.IsActive)
        {
            var limit = MasterLimit(cluster);
            return "Application is added to the scheduler and is not yet activated. "
                + $"Queue's AM resource limit exceeded.  Details : AM Partition = {Partition}; "
                + $"AM Resource Request = {application.MasterResource}; Queue Resource Limit for AM = {limit}; "
                + $"User AM Resource Limit of the queue = {limit}; Queue AM Resource Usage = {UsedByMasters}; ";
        }

        return "Application is Activated, waiting for resources to be assigned for AM.  "
            + $"Details : AM Partition = {Partition} ; Partition Resource = {cluster} ; "
            + FormattableString.Invariant($"Queue's Absolute capacity = {Options.CapacityPercent:0.0###} % ; ")
            + FormattableString.Invariant($"Queue's Absolute used capacity = {Share(Used, cluster):0.0###} % ; ")
            + FormattableString.Invariant($"Queue's Absolute max capacity = {Options.MaximumPercent:0.0###} % ; ")
            + $"Queue's capacity (absolute resource) = {Capacity(cluster)} ; "
            + $"Queue's used capacity (absolute resource) = {Used} ; "
            + $"Queue's max capacity (absolute resource) = {Maximum(cluster)} ; ";
    }

    static double Share(ResourceAmount part, ResourceAmount whole) =>
        whole.MemoryMb > 0 ? 100.0 * part.MemoryMb / whole.MemoryMb : 0;

    static void Insert(List<SchedulerApplication> list, SchedulerApplication application)
    {
        var place = list.FindIndex(other => other.Priority < application.Priority
            || (other.Priority == application.Priority
                && other.Attempt.Application.Number > application.Attempt.Application.Number));
        list.Insert(place < 0 ? list.Count : place, application);
    }
}
