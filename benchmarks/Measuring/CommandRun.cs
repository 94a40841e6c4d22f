using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace FlinkYarn.Benchmarks.Measuring;

/// <summary>One run of a command as people start it.</summary>
/// <param name="Cpu">User and system time of the command and all that it waited for.</param>
/// <param name="PeakResidentMb">Most physical memory of the command's own process.</param>
sealed record CommandRun(TimeSpan Wall, TimeSpan Cpu, double PeakResidentMb, string Output)
{
    static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(10);

    /// <exception cref="InvalidOperationException">It ended with another exit code; its output is in the message.</exception>
    public static async Task<CommandRun> OfAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellationToken, string input = "")
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var before = ChildrenUsage.Now();
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new Win32Exception($"{program} was not started.");
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var peak = PeakAsync(process, cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        var wall = watch.Elapsed;
        var cpu = ChildrenUsage.Now() - before;
        return process.ExitCode == 0
            ? new CommandRun(wall, cpu, await peak, output.ToString())
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}:\n{output}");
    }

    static void Append(StringBuilder output, string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }
    }

    static async Task<double> PeakAsync(Process process, CancellationToken cancellationToken)
    {
        var peak = 0.0;
        while (ProcessTable.PeakResidentMb(process.Id) is { } now)
        {
            peak = Math.Max(peak, now);
            await Task.Delay(LookAgain, cancellationToken);
        }

        return peak;
    }
}
