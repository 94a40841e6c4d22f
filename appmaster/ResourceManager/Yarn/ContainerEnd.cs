using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.Runtime.Failures;

namespace FlinkYarn.AppMaster.ResourceManager.Yarn;

/// <summary>Why a container ended, with the remedy where there is one, and where its logs are.</summary>
static class ContainerEnd
{
    // YARN appends the list of all processes of the container, which says less than the line before it.
    const string ProcessList = "Dump of the process-tree";

    /// <param name="logs">Address of its logs; empty if unknown.</param>
    public static string Describe(CompletedContainer container, string logs)
    {
        var diagnostics = Shortened(container.Diagnostics);
        return $"its container {ContainerExit.Describe(container.ExitStatus)}.{Hint(container.ExitStatus)}"
            + (diagnostics.Length == 0 ? "" : $" YARN says: {diagnostics}")
            + (logs.Length == 0 ? "" : $" Its logs: {logs}");
    }

    static string Hint(int exitStatus) => exitStatus switch
    {
        ContainerExit.KilledExceededPhysicalMemory =>
            " Raise taskmanager.memory.process.size, or taskmanager.memory.jvm-overhead.min for native memory.",
        ContainerExit.KilledExceededVirtualMemory =>
            " Raise taskmanager.memory.process.size, or yarn.nodemanager.vmem-pmem-ratio on the cluster.",
        ExitCode.Success => " Nobody had asked it to end: code of the job may have called Environment.Exit.",
        ExitCode.StartFailed => " The TaskManager could not start or go on.",
        ExitCode.FatalError => " A failure that the TaskManager could not handle has ended it.",
        ExitCode.TaskDeafToCancel =>
            " A task did not stop when it was cancelled (task.cancellation.timeout); the TaskManager ended with it.",
        ContainerExit.Aborted =>
            " A stack overflow does so, an exception on a thread that code of the job has started, or native code.",
        // The host's 0x80008089, of which a process can tell but the last byte.
        ContainerExit.Killed => " The .NET runtime ends so, too, when it cannot be initialized; its stderr says that.",
        > 0 and < ContainerExit.FirstOfShell => " FlinkYarn has no such code: code of the job may have called "
            + $"Environment.Exit({exitStatus}).",
        _ => "",
    };

    static string Shortened(string diagnostics)
    {
        var end = diagnostics.IndexOf(ProcessList, StringComparison.Ordinal);
        return (end < 0 ? diagnostics : diagnostics[..end]).Trim();
    }
}
