using FlinkYarn.Hadoop.Yarn;

namespace FlinkYarn.AppMaster.ResourceManager.Yarn;

/// <summary>Why a container ended, with the remedy where there is one.</summary>
static class ContainerEnd
{
    public static string Describe(CompletedContainer container)
    {
        var remedy = container.ExitStatus switch
        {
            ContainerExit.KilledExceededPhysicalMemory =>
                " Raise taskmanager.memory.process.size, or taskmanager.memory.jvm-overhead.min for native memory.",
            ContainerExit.KilledExceededVirtualMemory =>
                " Raise taskmanager.memory.process.size, or yarn.nodemanager.vmem-pmem-ratio on the cluster.",
            _ => "",
        };
        var diagnostics = container.Diagnostics.Trim();
        var words = diagnostics.Length == 0 ? "" : $" YARN says: {diagnostics}";
        return $"its container {ContainerExit.Describe(container.ExitStatus)}.{remedy}{words}";
    }
}
