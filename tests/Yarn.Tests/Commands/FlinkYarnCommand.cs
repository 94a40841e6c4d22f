using System.Diagnostics;
using System.Text;
using FlinkYarn.Yarn.Tests.Clusters;

namespace FlinkYarn.Yarn.Tests.Commands;

/// <summary>Runs the distribution's command as a user would, and keeps what it said.</summary>
static class FlinkYarnCommand
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The newest distribution below <c>out/</c>.</summary>
    public static string Home { get; } =
        Directory.GetDirectories(Path.Combine(Repository.Root, "out"), "flinkyarn-*").Order().LastOrDefault()
        ?? throw new InvalidOperationException("No distribution: run ./build.");

    public static Task<CommandResult> RunAsync(YarnCluster cluster, params string[] arguments) =>
        RunAsync(Path.Combine(Home, "bin", "flinkyarn"), cluster, cluster.WorkFolder, arguments);

    public static Task<CommandResult> RunAsync(YarnCluster cluster, Caller caller, params string[] arguments) =>
        RunAsync(Path.Combine(Home, "bin", "flinkyarn"), cluster, cluster.WorkFolder, caller, arguments);

    public static Task<CommandResult> RunAsync(
        string program, YarnCluster cluster, string workFolder, params string[] arguments) =>
        RunAsync(program, cluster, workFolder, new Caller(), arguments);

    public static async Task<CommandResult> RunAsync(
        string program, YarnCluster cluster, string workFolder, Caller caller, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = workFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["HADOOP_CONF_DIR"] = cluster.HadoopConfDir;
        if (caller.User is { } user)
        {
            start.Environment["HADOOP_USER_NAME"] = user;
        }

        using var process = Process.Start(start)!;
        var output = new StringBuilder();
        void Keep(string? line)
        {
            lock (output)
            {
                output.AppendLine(line);
            }
        }

        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await process.StandardInput.WriteAsync(caller.Input);
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} took over {Patience}:\n{output}");
        }

        return new CommandResult(process.ExitCode, output.ToString());
    }
}

/// <summary>What a command left: its exit code and all it printed.</summary>
sealed record CommandResult(int ExitCode, string Output)
{
    /// <summary>The application that the command started.</summary>
    public string ApplicationId => System.Text.RegularExpressions.Regex.Match(Output, @"application_\d+_\d{4,}").Value;
}
