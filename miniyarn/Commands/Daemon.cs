using System.Diagnostics;
using FlinkYarn.MiniYarn.Cluster;

namespace FlinkYarn.MiniYarn.Commands;

/// <summary>Starts a cluster that outlives the command: in a session of its own, its output in a file.</summary>
internal sealed class Daemon(string folder, TextWriter output, TimeProvider time)
{
    const int LinesShown = 20;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Names this program in front of its own arguments: the host where it is a DLL.</summary>
    static IEnumerable<string> Self => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
        ? [Environment.ProcessPath!, typeof(Daemon).Assembly.Location]
        : [Environment.ProcessPath!];

    string Log => Path.Combine(folder, "log");

    /// <summary>Ends when the cluster can be used; null when it cannot, after its log's end was printed.</summary>
    public async Task<ClusterFile?> StartAsync(
        IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        // Nothing of the caller's may stay open in it, or a pipe behind the command would never end.
        const string script = """log=$1; shift; exec setsid -f "$@" > "$log" 2>&1 < /dev/null""";
        using (var shell = Process.Start("/bin/sh", ["-c", script, "sh", Log, .. Self, .. arguments]))
        {
            await shell.WaitForExitAsync(cancellationToken);
            if (shell.ExitCode != 0)
            {
                await output.WriteLineAsync("The cluster did not start: setsid (of util-linux) could not run it.");
                return null;
            }
        }

        var started = time.GetTimestamp();
        using var turns = new PeriodicTimer(Interval, time);
        var hasBeenSeen = false;
        while (time.GetElapsedTime(started) < Patience)
        {
            using var process = ClusterProcess.Find(folder);
            if (process is not null && ClusterFile.Read(folder) is { } cluster)
            {
                return cluster;
            }

            if (process is null && hasBeenSeen)
            {
                break;
            }

            hasBeenSeen |= process is not null;
            await turns.WaitForNextTickAsync(cancellationToken);
        }

        await output.WriteLineAsync($"The cluster did not start. The end of {Log}:");
        foreach (var line in File.Exists(Log) ? File.ReadLines(Log).TakeLast(LinesShown) : [])
        {
            await output.WriteLineAsync($"  {line}");
        }

        return null;
    }
}
