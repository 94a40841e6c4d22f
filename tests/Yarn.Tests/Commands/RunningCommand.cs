using System.Diagnostics;
using System.Text;

namespace FlinkYarn.Yarn.Tests.Commands;

/// <summary>A command while it runs: what it has said so far, and its end.</summary>
sealed class RunningCommand
{
    // Columns of /proc/net/tcp (proc(5)).
    const int RemoteAddress = 2;
    const int Inode = 9;

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    readonly Process process;
    readonly string words;
    readonly StringBuilder output = new();
    readonly List<(string Text, TaskCompletionSource Said)> awaited = [];

    public RunningCommand(ProcessStartInfo start, string input)
    {
        words = $"{start.FileName} {string.Join(' ', start.ArgumentList)}";
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
    }

    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    public bool HasEnded => process.HasExited;

    /// <summary>Whether it has a connection to a server, as the kernel lists it.</summary>
    public bool IsConnectedTo(Uri server)
    {
        var sockets = Directory.EnumerateFileSystemEntries($"/proc/{process.Id}/fd")
            .Select(link => File.ResolveLinkTarget(link, returnFinalTarget: false)?.Name).ToHashSet();
        var port = $":{server.Port:X4}";
        return File.ReadLines("/proc/net/tcp").Concat(File.ReadLines("/proc/net/tcp6")).Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Any(fields => fields[RemoteAddress].EndsWith(port, StringComparison.Ordinal)
                && sockets.Contains($"socket:[{fields[Inode]}]"));
    }

    /// <summary>Completes when a line with this text has been said, before or after the call.</summary>
    public async Task UntilItSaysAsync(string text)
    {
        var said = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (output)
        {
            if (output.ToString().Contains(text, StringComparison.Ordinal))
            {
                return;
            }

            awaited.Add((text, said));
        }

        var first = await Task.WhenAny(said.Task, process.WaitForExitAsync()).WaitAsync(Patience);
        if (first != said.Task && !Output.Contains(text, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{words} ended before it said '{text}':\n{Output}");
        }
    }

    /// <summary>The application, once it is submitted.</summary>
    public async Task<string> SubmittedAsync()
    {
        await UntilItSaysAsync("Submitted application");
        return new CommandResult(0, Output).ApplicationId;
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => process.Kill();

    public async Task<CommandResult> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        using (process)
        {
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"{words} took over {Patience}:\n{Output}");
            }

            return new CommandResult(process.ExitCode, Output);
        }
    }

    void Keep(string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
            foreach (var (_, said) in awaited.Where(
                wait => line?.Contains(wait.Text, StringComparison.Ordinal) == true))
            {
                said.TrySetResult();
            }
        }
    }
}
