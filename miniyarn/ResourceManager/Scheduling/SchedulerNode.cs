using FlinkYarn.Hadoop.Yarn;

namespace FlinkYarn.MiniYarn.ResourceManager.Scheduling;

/// <summary>A node's room, and what is in it.</summary>
internal sealed class SchedulerNode(YarnNodeId id, string httpAddress, ResourceAmount capacity)
{
    /// <summary>All nodes are in it: the NetworkTopology of a cluster without a script.</summary>
    public const string Rack = "/default-rack";

    readonly HashSet<SchedulerContainer> containers = [];

    public YarnNodeId Id { get; } = id;

    public string HttpAddress { get; } = httpAddress;

    public ResourceAmount Capacity { get; } = capacity;

    /// <summary>Its partition of the cluster; empty is the default one.</summary>
    public string Label { get; set; } = "";

    public ResourceAmount Used { get; private set; }

    public ResourceAmount Free => Capacity - Used;

    public IReadOnlyCollection<SchedulerContainer> Containers => containers;

    public void Add(SchedulerContainer container)
    {
        containers.Add(container);
        Used += container.Resource;
    }

    public void Remove(SchedulerContainer container)
    {
        if (containers.Remove(container))
        {
            Used -= container.Resource;
        }
    }
}
