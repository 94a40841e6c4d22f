using System.Diagnostics;
using FlinkYarn.Yarn.Tests.Commands;

namespace FlinkYarn.Yarn.Tests.Clusters;

/// <summary>
/// One of Hadoop's own processes, which a test lets fail. The embedded YARN has none: its daemons share a process, and
/// tests that need one are marked <see cref="NotOn"/> it.
/// </summary>
sealed class Daemon(YarnCluster cluster, string name)
{
    /// <summary>The trait's name; its value is the kind of cluster on which a test's fault cannot be made.</summary>
    public const string NotOn = "NotOn";

    /// <summary>Stops at once.</summary>
    public Task StopAsync() => OrderAsync("stop");

    public Task StartAsync() => OrderAsync("start");

    /// <summary>Answers nobody until it is resumed; its connections stay.</summary>
    public Task PauseAsync() => OrderAsync("pause");

    public Task ResumeAsync() => OrderAsync("resume");

    async Task OrderAsync(string order)
    {
        string[] words = [order, name, $"--{cluster.Kind}", "--dir", cluster.Folder];
        using var process = Process.Start(new ProcessStartInfo(
            Path.Combine(Repository.Root, "docker-yarn-minicluster", "fault"), words)
        {
            RedirectStandardError = true,
        })!;
        var complaint = await process.StandardError.ReadLineAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"fault {string.Join(' ', words)} failed: {complaint}");
        }
    }
}
