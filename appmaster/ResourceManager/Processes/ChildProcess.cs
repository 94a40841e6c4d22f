using System.Diagnostics;
using FlinkYarn.Runtime.Hosting;

namespace FlinkYarn.AppMaster.ResourceManager.Processes;

/// <summary>One TaskManager's process: asked to end first (SIGTERM), killed when it does not.</summary>
sealed class ChildProcess
{
    const int SignalledBase = 128;
    const int LastLines = 20;

    readonly Process process;
    readonly string errorFile;

    ChildProcess(Process process, string errorFile)
    {
        this.process = process;
        this.errorFile = errorFile;
    }

    public int Id => process.Id;

    /// <exception cref="IOException">The process cannot be started.</exception>
    public static ChildProcess Start(
        string command, string folder, string logFolder, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", command]) { WorkingDirectory = folder };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            var process = Process.Start(start) ?? throw new IOException($"No process was started for: {command}");
            return new ChildProcess(process, Path.Combine(logFolder, "taskmanager.err"));
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            throw new IOException($"/bin/sh could not be started in {folder}: {failure.Message}", failure);
        }
    }

    /// <summary>How it ended, in words.</summary>
    public async Task<string> WaitAsync()
    {
        await process.WaitForExitAsync();
        var code = process.ExitCode;
        var how = code > SignalledBase
            ? $"was killed by signal {code - SignalledBase}"
            : $"ended with exit code {code}";
        var said = await ReadLastWordsAsync();
        return $"its process {Id} {how}." + (said.Length == 0 ? "" : $" {errorFile} ends with: {said}");
    }

    /// <summary>Asks it to end, and kills it when it has not ended in time.</summary>
    public async Task StopAsync(TimeSpan patience, TimeProvider time)
    {
        using var enough = new CancellationTokenSource(patience, time);
        // It may be gone already; then there is nobody to hear it.
        _ = ProcessSignal.TryTerminate(process.Id);
        try
        {
            await process.WaitForExitAsync(enough.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    async Task<string> ReadLastWordsAsync()
    {
        try
        {
            return string.Join('\n', (await File.ReadAllLinesAsync(errorFile)).TakeLast(LastLines));
        }
        catch (FileNotFoundException)
        {
            return "";
        }
    }
}
