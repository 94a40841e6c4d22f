using FlinkYarn.Hadoop.Yarn;

namespace FlinkYarn.MiniYarn.ResourceManager.Scheduling;

/// <summary>
/// Who gets which container on which node: queues below root share the cluster by capacity and lend what they do not
/// use (CapacityScheduler). Pure state of the ResourceManager's loop; nothing is preempted and nothing is reserved.
/// </summary>
internal sealed class Scheduler(SchedulerOptions options, TimeProvider time)
{
    readonly Dictionary<YarnNodeId, SchedulerNode> nodes = [];
    readonly List<LeafQueue> queues = [.. options.Queues.Select(queue => new LeafQueue(queue))];

    public SchedulerOptions Options { get; } = options;

    public IReadOnlyCollection<SchedulerNode> Nodes => nodes.Values;

    public IReadOnlyList<LeafQueue> Queues => queues;

    public ResourceAmount Total { get; private set; }

    public ResourceAmount Used => nodes.Values.Aggregate(default(ResourceAmount), (sum, node) => sum + node.Used);

    /// <summary>The largest container: as configured, and no larger than the largest node.</summary>
    public ResourceAmount Maximum => nodes.Count == 0
        ? Options.Maximum
        : ResourceAmount.Min(Options.Maximum, nodes.Values
            .Select(node => node.Capacity).Aggregate(default(ResourceAmount), ResourceAmount.Max));

    /// <summary>Labels that nodes may have (<c>yarn.node-labels.*</c>); capacities are those of all nodes.</summary>
    public ISet<string> Labels { get; } = new SortedSet<string>(StringComparer.Ordinal);

    /// <summary>Nodes that were removed while others went on.</summary>
    public int LostNodes { get; private set; }

    /// <summary>A queue by its name or path.</summary>
    public LeafQueue? FindQueue(string name) => queues.Find(queue => queue.Name == name || queue.Path == name);

    public SchedulerNode? FindNode(YarnNodeId id) => nodes.GetValueOrDefault(id);

    public void AddNode(SchedulerNode node)
    {
        nodes.Add(node.Id, node);
        Total += node.Capacity;
    }

    public void RemoveNode(SchedulerNode node)
    {
        nodes.Remove(node.Id);
        Total -= node.Capacity;
        LostNodes++;
    }

    /// <summary>What is given when so much is asked: multiples of the minimum.</summary>
    public ResourceAmount Normalize(ResourceAmount asked)
    {
        var minimum = Options.MinimumMemoryMb;
        var memory = Math.Max(minimum, (asked.MemoryMb + minimum - 1) / minimum * minimum);
        return new ResourceAmount(
            Math.Min(memory, Math.Max(Maximum.MemoryMb, asked.MemoryMb)), Math.Max(1, asked.VirtualCores),
            asked.Others.Only(Maximum.Others));
    }

    /// <summary>What an application could still get now (the response's limit).</summary>
    public ResourceAmount Headroom(SchedulerApplication application) => ResourceAmount.Max(
        default, ResourceAmount.Min(application.Queue.Maximum(Total) - application.Queue.Used, Total - Used));

    /// <summary>Gives what can be given now, one container after another, the neediest queue first.</summary>
    public IReadOnlyList<(SchedulerApplication Application, SchedulerContainer Container)> Assign()
    {
        foreach (var queue in queues)
        {
            queue.Activate(Total);
        }

        var given = new List<(SchedulerApplication, SchedulerContainer)>();
        while (AssignOne() is { } next)
        {
            given.Add(next);
        }

        return given;
    }

    /// <summary>Frees a container's place; false when it was free before.</summary>
    public static bool Free(SchedulerApplication application, SchedulerContainer container)
    {
        if (!application.Remove(container))
        {
            return false;
        }

        container.Node.Remove(container);
        application.Queue.GiveBack(container.Resource);
        return true;
    }

    (SchedulerApplication Application, SchedulerContainer Container)? AssignOne()
    {
        foreach (var queue in queues.OrderBy(queue => queue.Usage(Total)))
        {
            foreach (var application in queue.Active)
            {
                if (AssignOne(application) is { } container)
                {
                    return (application, container);
                }
            }
        }

        return null;
    }

    SchedulerContainer? AssignOne(SchedulerApplication application)
    {
        foreach (var (key, group) in application.Asks.Open)
        {
            var room = application.Queue.Maximum(Total) - application.Queue.Used;
            if (group.Capability.FitsIn(room) && FindPlace(application, group) is var (node, locality))
            {
                return Give(application, key, node, locality, group.Capability);
            }
        }

        return null;
    }

    // The nearest node, and of those the emptiest: containers spread as they do over real nodes' heartbeats.
    (SchedulerNode Node, Locality Locality)? FindPlace(SchedulerApplication application, AskGroup group)
    {
        (SchedulerNode Node, Locality Locality)? best = null;
        foreach (var node in nodes.Values)
        {
            if (application.MayUse(node) && group.Capability.FitsIn(node.Free) && group.Find(node) is { } locality
                && (best is not var (other, nearest) || locality < nearest
                    || (locality == nearest && node.Free.MemoryMb > other.Free.MemoryMb)))
            {
                best = (node, locality);
            }
        }

        return best;
    }

    SchedulerContainer Give(
        SchedulerApplication application, AskKey key, SchedulerNode node, Locality locality, ResourceAmount resource)
    {
        var container = new SchedulerContainer(application.NextContainerId(), node, resource)
        {
            Priority = key.Priority,
            AllocationRequestId = key.AllocationRequestId,
            CreatedAt = time.GetUtcNow(),
            IsMaster = !application.HasMaster,
        };
        application.Asks.Serve(key, node, locality);
        application.Add(container);
        application.Queue.Take(resource);
        node.Add(container);
        return container;
    }
}
