using System.Diagnostics;

namespace FlinkYarn.MiniYarn.Nodes.Launching;

/// <summary>
/// A container's process, the first of a session and group of its own (DefaultContainerExecutor starts it by setsid),
/// so that signals reach all that it starts. Thread-safe.
/// </summary>
internal sealed class ContainerProcess
{
    readonly Process process;

    ContainerProcess(Process process)
    {
        this.process = process;
        Id = process.Id;
        Completion = WaitAsync();
    }

    /// <summary>Of the process, its group and its session.</summary>
    public int Id { get; }

    /// <summary>Its exit code; 128 and more for a signal.</summary>
    public Task<int> Completion { get; }

    /// <param name="environment">All that it gets before the script exports more.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">setsid (of util-linux) is not there.</exception>
    public static ContainerProcess Start(string script, string folder, (string Name, string Value) environment)
    {
        var start = new ProcessStartInfo("setsid", ["/bin/bash", script])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
        };
        start.Environment.Clear();
        start.Environment[environment.Name] = environment.Value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new ContainerProcess(process);
    }

    /// <summary>SIGTERM, and SIGKILL when that was not enough; ends with the process.</summary>
    public async Task StopAsync(TimeSpan delay, TimeProvider time)
    {
        if (Completion.IsCompleted)
        {
            return;
        }

        ProcessSignal.Terminate(Id);
        try
        {
            await Completion.WaitAsync(delay, time);
        }
        catch (TimeoutException)
        {
            ProcessSignal.Kill(Id);
            await Completion;
        }
    }

    async Task<int> WaitAsync()
    {
        using (process)
        {
            await process.WaitForExitAsync();
            // What it left running is not a container any more (ContainerCleanup).
            ProcessSignal.Kill(Id);
            return process.ExitCode;
        }
    }
}
