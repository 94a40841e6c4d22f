using System.Runtime.InteropServices;

namespace FlinkYarn.MiniYarn.Nodes.Launching;

/// <summary>Signals to a process and all of its group; .NET sends none.</summary>
internal static partial class ProcessSignal
{
    const int KillNumber = 9;
    const int TerminateNumber = 15;

    /// <summary>Asks the group that the process leads to end.</summary>
    public static void Terminate(int leader) => SendToGroup(leader, TerminateNumber);

    /// <summary>Ends the group that the process leads.</summary>
    public static void Kill(int leader) => SendToGroup(leader, KillNumber);

    // For a moment after its start a process is not yet in the group that setsid makes.
    static void SendToGroup(int leader, int signal)
    {
        if (Send(-leader, signal) != 0)
        {
            _ = Send(leader, signal);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);
}
