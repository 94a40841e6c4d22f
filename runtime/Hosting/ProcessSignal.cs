using System.Runtime.InteropServices;

namespace FlinkYarn.Runtime.Hosting;

/// <summary>Signals to other processes (POSIX <c>kill</c>), for which .NET has only the one that kills.</summary>
static partial class ProcessSignal
{
    // SIGTERM on every platform that has it.
    const int Term = 15;

    /// <summary>Asks a process to end; false when there is none with this id any more.</summary>
    public static bool TryTerminate(int process) => Send(process, Term) == 0;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);
}
