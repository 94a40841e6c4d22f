namespace FlinkYarn.Hadoop.Yarn;

/// <summary>
/// What a container's exit status means (<c>ContainerExitStatus</c>, <c>ContainerExecutor.ExitCode</c>).
/// </summary>
public static class ContainerExit
{
    /// <summary>Never started: its files could not be brought to the node, or its launch was refused.</summary>
    public const int NotLaunched = -1000;

    /// <summary>Too many disks of its node are broken or full.</summary>
    public const int DisksFailed = -101;

    /// <summary>Over its physical memory.</summary>
    public const int KilledExceededPhysicalMemory = -104;

    /// <summary>Over its virtual memory.</summary>
    public const int KilledExceededVirtualMemory = -103;

    /// <summary>Taken for another queue.</summary>
    public const int Preempted = -102;

    /// <summary>The process aborted itself (SIGABRT).</summary>
    public const int Aborted = 134;

    /// <summary>Somebody killed the process (SIGKILL).</summary>
    public const int Killed = 137;

    /// <summary>From here on codes are the shell's words for what it could not run, and for signals.</summary>
    public const int FirstOfShell = 126;

    static readonly Dictionary<int, string> Meanings = new()
    {
        [0] = "ended normally",
        [NotLaunched] = "could not be launched: its files could not be localized, or it had not ended",
        [-100] = "was given back, or its node was lost",
        [DisksFailed] = "ended because its node's disks failed",
        [Preempted] = "was preempted by YARN's scheduler for another queue",
        [KilledExceededVirtualMemory] = "was killed for using more virtual memory than its container allows",
        [KilledExceededPhysicalMemory] = "was killed for using more memory than its container has",
        [-105] = "was stopped by its ApplicationMaster",
        [-106] = "was stopped by YARN's ResourceManager",
        [-107] = "was stopped because its application had ended",
        [-108] = "was stopped by the node's container scheduler",
        [-109] = "was killed for writing too many logs",
        [127] = "could not be started: its command was not found",
        [126] = "could not be started: its command is not executable",
        [Aborted] = "aborted (SIGABRT)",
        [Killed] = "was killed (SIGKILL), perhaps by the kernel for lack of memory",
        [139] = "crashed (SIGSEGV)",
        [143] = "was ended (SIGTERM)",
        [154] = "was lost sight of when its node restarted",
    };

    static readonly HashSet<int> NoFault = [-100, DisksFailed, Preempted, -106, -108];

    /// <summary>Half a sentence after "the container".</summary>
    public static string Describe(int status) =>
        Meanings.TryGetValue(status, out var meaning) ? $"{meaning} (exit status {status})"
            : $"ended with exit status {status}";

    /// <summary>Whether the node or YARN is to blame, not what ran in the container.</summary>
    public static bool IsNoFaultOfTheProgram(int status) => NoFault.Contains(status);
}
