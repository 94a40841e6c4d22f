using FlinkYarn.Hadoop.Proto;

namespace FlinkYarn.MiniYarn.ResourceManager.Scheduling;

/// <summary>All that one ApplicationMaster still wants (AppSchedulingInfo).</summary>
internal sealed class AskTable
{
    readonly SortedDictionary<AskKey, AskGroup> groups = [];

    /// <summary>Groups in the order of service; those that want nothing are left out.</summary>
    public IEnumerable<(AskKey Key, AskGroup Group)> Open =>
        groups.Where(entry => entry.Value.Wanted > 0).Select(entry => (entry.Key, entry.Value));

    /// <summary>Containers still to come.</summary>
    public int Wanted => groups.Values.Sum(group => group.Wanted);

    public ResourceAmount WantedResource => groups.Values.Aggregate(
        default(ResourceAmount), (sum, group) => sum + (group.Capability * group.Wanted));

    /// <summary>Replaces a row; the capability is what the scheduler gives for it.</summary>
    /// <param name="label">Of the application: what an ask without a label gets (DefaultAMSProcessor).</param>
    public void Set(ResourceRequestProto ask, ResourceAmount capability, string label = "")
    {
        var key = new AskKey(ask.Priority?.Priority ?? 0, ask.AllocationRequestId);
        if (!groups.TryGetValue(key, out var group))
        {
            groups.Add(key, group = new AskGroup());
        }

        group.Set(ask.ResourceName, ask.NumContainers, ask.RelaxLocality, capability,
            ask.HasNodeLabelExpression ? ask.NodeLabelExpression.Trim() : label);
        if (group.IsEmpty)
        {
            groups.Remove(key);
        }
    }

    /// <summary>Takes a container that was given off the rows it serves.</summary>
    public void Serve(AskKey key, SchedulerNode node, Locality locality)
    {
        var group = groups[key];
        group.Serve(node, locality);
        if (group.IsEmpty)
        {
            groups.Remove(key);
        }
    }
}
