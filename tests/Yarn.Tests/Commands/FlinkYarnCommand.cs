using System.Diagnostics;
using FlinkYarn.Yarn.Tests.Clusters;

namespace FlinkYarn.Yarn.Tests.Commands;

/// <summary>Runs the distribution's command as a user would, and keeps what it said.</summary>
static class FlinkYarnCommand
{
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
        using var running = Start(program, cluster, workFolder, caller, arguments);
        return await running.EndAsync();
    }

    /// <summary>Starts it, for tests that do something meanwhile.</summary>
    public static RunningCommand Start(YarnCluster cluster, params string[] arguments) =>
        Start(Path.Combine(Home, "bin", "flinkyarn"), cluster, cluster.WorkFolder, new Caller(), arguments);

    static RunningCommand Start(
        string program, YarnCluster cluster, string workFolder, Caller caller, string[] arguments)
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

        return new RunningCommand(Process.Start(start)!, caller.Input);
    }
}

/// <summary>What a command left: its exit code and all it printed.</summary>
sealed record CommandResult(int ExitCode, string Output)
{
    /// <summary>The application that the command started.</summary>
    public string ApplicationId => System.Text.RegularExpressions.Regex.Match(Output, @"application_\d+_\d{4,}").Value;
}
