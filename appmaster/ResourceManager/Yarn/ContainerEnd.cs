using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.Runtime.Failures;

namespace FlinkYarn.AppMaster.ResourceManager.Yarn;

/// <summary>Why a TaskManager's container ended: the exit status, what it means, what to do, where to look.</summary>
static class ContainerEnd
{
    const int Aborted = 134;
    const int FirstSignal = 128;

    public static string Describe(CompletedContainer container, ContainerLogs logs)
    {
        var diagnostics = container.Diagnostics.Trim();
        var words = diagnostics.Length == 0 ? "" : $" YARN says: {diagnostics}";
        return $"its container {ContainerExit.Describe(container.ExitStatus)}.{Meaning(container.ExitStatus)} "
            + $"{logs.Describe()}{words}";
    }

    static string Meaning(int status) => status switch
    {
        ContainerExit.KilledExceededPhysicalMemory =>
            " Raise taskmanager.memory.process.size, or taskmanager.memory.jvm-overhead.min for native memory.",
        ContainerExit.KilledExceededVirtualMemory =>
            " Raise taskmanager.memory.process.size, or yarn.nodemanager.vmem-pmem-ratio on the cluster.",
        ExitCode.Success => " It was still needed: user code called Environment.Exit(0), or somebody sent it SIGTERM.",
        ExitCode.StartFailed =>
            " The TaskManager could not start or go on, or user code called Environment.Exit(1); taskmanager.err has "
            + "the reason.",
        ExitCode.FatalError =>
            " The TaskManager met a failure that it cannot handle, or user code called Environment.Exit(2); "
            + "taskmanager.log has the reason.",
        ExitCode.TaskDeafToCancel =>
            " A task did not stop within task.cancellation.timeout, so its process ended; taskmanager.log names it.",
        Aborted => " .NET ends so on a stack overflow or a failure of native code; taskmanager.err has the stack.",
        > 0 and < FirstSignal => $" User code called Environment.Exit({status}), or the process could not be started.",
        _ => "",
    };
}
