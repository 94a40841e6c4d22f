using FlinkYarn.Hadoop.Yarn;

namespace FlinkYarn.MiniYarn.Nodes.Watching;

/// <summary>
/// Decides whether a container uses more memory than it has (ContainersMonitorImpl.checkLimit). Processes that were not
/// there at the look before count only when all together use twice the limit: a fork shows its parent's memory again.
/// </summary>
internal sealed class MemoryCheck(ContainerId container, int root, long memoryBytes, float virtualRatio)
{
    /// <summary>ContainerExitStatus.KILLED_EXCEEDED_VMEM.</summary>
    public const int OverVirtual = -103;

    /// <summary>ContainerExitStatus.KILLED_EXCEEDED_PMEM.</summary>
    public const int OverPhysical = -104;

    readonly long virtualLimit = (long)(memoryBytes * virtualRatio);

    HashSet<(int Id, long StartedAt)> known = [];

    /// <summary>The status to end it with, and YARN's words; null while it is within its limits.</summary>
    public (int ExitStatus, string Diagnostics)? Look(ProcessTree tree)
    {
        var aged = new ProcessTree([.. tree.Members.Where(process => known.Contains((process.Id, process.StartedAt)))]);
        known = [.. tree.Members.Select(process => (process.Id, process.StartedAt))];
        return IsOver(tree.VirtualBytes, aged.VirtualBytes, virtualLimit)
            ? (OverVirtual, Describe(tree, "VIRTUAL", tree.VirtualBytes - virtualLimit))
            : IsOver(tree.PhysicalBytes, aged.PhysicalBytes, memoryBytes)
                ? (OverPhysical, Describe(tree, "PHYSICAL", tree.PhysicalBytes - memoryBytes))
                : null;
    }

    static bool IsOver(long all, long aged, long limit) => all > 2 * limit || aged > limit;

    string Describe(ProcessTree tree, string kind, long beyond) =>
        $"Container [pid={root},containerID={container}] is running {beyond}B beyond the '{kind}' memory limit. "
        + $"Current usage: {BinarySize.Format(tree.PhysicalBytes)}B of {BinarySize.Format(memoryBytes)}B physical "
        + $"memory used; {BinarySize.Format(tree.VirtualBytes)}B of {BinarySize.Format(virtualLimit)}B virtual memory "
        + $"used. Killing container.\nDump of the process-tree for {container} :\n{tree.Dump()}";
}
