using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Memory;

namespace FlinkYarn.Client.Deployment;

/// <summary>
/// Compares what is asked for with what the cluster can ever give (Flink's <c>validateClusterResources</c> and
/// <c>checkYarnQueues</c>); what would wait for ever or fail later is refused.
/// </summary>
sealed class ResourceCheck(DeploymentOptions options, ClusterFacts cluster)
{
    const string DefaultQueue = "default";

    /// <summary>One sentence each, with the remedy.</summary>
    public IReadOnlyList<string> Mistakes() =>
    [
        .. QueueMistakes(),
        .. MemoryMistakes(
            options.Yarn.IsSingleContainer
                ? "yarn.single-container: jobmanager.memory.process.size and taskmanager.memory.process.size"
                : "jobmanager.memory.process.size",
            options.MasterMemoryMb),
        .. MemoryMistakes("taskmanager.memory.process.size", options.TaskManager.ProcessSize.MebiBytes),
        .. CoreMistakes(
            options.Yarn.IsSingleContainer
                ? "yarn.single-container: yarn.appmaster.vcores and a TaskManager's cores"
                : "yarn.appmaster.vcores",
            options.MasterVCores),
        .. CoreMistakes(
            options.Yarn.ContainerVCores > 0 ? "yarn.containers.vcores" : "taskmanager.numberOfTaskSlots",
            options.TaskManagerVCores),
        .. PartMistakes(),
    ];

    /// <summary>What may make the application wait or waste memory.</summary>
    public IEnumerable<string> Warnings()
    {
        if (cluster.Nodes.Count == 0)
        {
            yield return "No node of the cluster runs now; the application will wait.";
        }

        if (cluster.Scheduler.Type == "fairScheduler" && options.Yarn.Queue is { } queue
            && cluster.Scheduler.Find(queue) is null)
        {
            yield return $"There is no queue '{queue}' yet; the fair scheduler may make it. There are {Queues}.";
        }

        var free = cluster.Nodes.Select(node => node.FreeMemoryMb).DefaultIfEmpty().Max();
        foreach (var (what, megabytes) in Containers()
            .Where(container => container.Megabytes > free && cluster.Nodes.Count > 0))
        {
            yield return $"{what} wants {megabytes} MB and no node has more than {free} MB free now; it may wait long.";
        }
    }

    /// <summary>Where YARN rounds up, so that memory stays unused.</summary>
    public IEnumerable<string> Remarks() =>
        from container in Containers()
        let given = Rounded(container.Megabytes)
        where given != container.Megabytes && given <= cluster.Largest.MemoryMb
        select $"YARN gives {container.What} {given} MB for {container.Megabytes} MB: it rounds up to a multiple of "
            + $"{cluster.LeastMemoryMb} MB.";

    string Queues => string.Join(", ", cluster.Scheduler.Leaves);

    IEnumerable<(string What, long Megabytes)> Containers() =>
    [
        ("The ApplicationMaster", options.MasterMemoryMb),
        ("A TaskManager", options.TaskManager.ProcessSize.MebiBytes),
    ];

    IEnumerable<string> QueueMistakes()
    {
        var name = options.Yarn.Queue ?? DefaultQueue;
        var queue = cluster.Scheduler.Find(name);
        if (queue is null && cluster.Scheduler.Type != "fairScheduler")
        {
            yield return options.Yarn.Queue is null
                ? $"The cluster has no queue '{DefaultQueue}'. Name one by yarn.application.queue: {Queues}."
                : $"yarn.application.queue: there is no queue '{name}'. There are {Queues}.";
        }
        else if (queue is { IsLeaf: false })
        {
            yield return $"yarn.application.queue: '{name}' has queues below it and takes no applications. Take one "
                + $"of {Queues}.";
        }
        else if (queue is { State: "STOPPED" or "DRAINING" })
        {
            yield return $"yarn.application.queue: the queue '{name}' is {queue.State} and takes no applications.";
        }
    }

    IEnumerable<string> MemoryMistakes(string key, long megabytes)
    {
        if (Rounded(megabytes) > cluster.Largest.MemoryMb)
        {
            yield return $"{key}: {megabytes} MB are more than the {cluster.Largest.MemoryMb} MB of the largest "
                + $"container "
                + "(yarn.scheduler.maximum-allocation-mb, yarn.nodemanager.resource.memory-mb).";
        }
    }

    // The parts of a TaskManager's memory must fit into it; its process would find out only when it starts.
    IReadOnlyList<string> PartMistakes()
    {
        try
        {
            TaskManagerMemory.Derive(options.TaskManager.ProcessSize, options.TaskManagerMemory);
            return [];
        }
        catch (MistakesException mistaken)
        {
            return mistaken.Mistakes;
        }
    }

    IEnumerable<string> CoreMistakes(string key, int cores)
    {
        var largest = cluster.Nodes.Select(node => node.TotalVCores).DefaultIfEmpty(cluster.Largest.VCores).Max();
        var most = Math.Min(cluster.Largest.VCores, largest);
        if (cores > most)
        {
            yield return $"{key}: a container with {cores} virtual cores is more than the {most} that the cluster "
                + $"gives "
                + "(yarn.scheduler.maximum-allocation-vcores, yarn.nodemanager.resource.cpu-vcores).";
        }
    }

    long Rounded(long megabytes) => cluster.LeastMemoryMb <= 0
        ? megabytes
        : (megabytes + cluster.LeastMemoryMb - 1) / cluster.LeastMemoryMb * cluster.LeastMemoryMb;
}
