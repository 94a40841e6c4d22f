using System.Diagnostics;
using System.Text;

namespace FlinkYarn.Yarn.Tests.Commands;

/// <summary>A command that runs, and what it has said so far.</summary>
sealed class RunningCommand : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    readonly Process process;
    readonly StringBuilder output = new();

    public RunningCommand(Process process, string input)
    {
        this.process = process;
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

    public CommandResult Result => new(process.HasExited ? process.ExitCode : -1, Output);

    /// <summary>Waits until it has said something; fails when it ends without.</summary>
    public Task SaysAsync(string words) => Eventually.TrueAsync(
        () =>
        {
            if (process.HasExited && !Output.Contains(words, StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"It has ended and never said '{words}':\n{Output}");
            }

            return Task.FromResult(Output.Contains(words, StringComparison.Ordinal));
        }, $"the command says '{words}'");

    /// <summary>Waits for its end.</summary>
    public async Task<CommandResult> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
            throw new TimeoutException($"The command took over {Patience}:\n{Output}");
        }

        return Result;
    }

    /// <summary>As kill -9 does it.</summary>
    public void Kill() => process.Kill(entireProcessTree: true);

    public void Dispose()
    {
        if (!process.HasExited)
        {
            Kill();
        }

        process.Dispose();
    }

    void Keep(string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }
    }
}
