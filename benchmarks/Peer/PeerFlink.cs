using FlinkYarn.Benchmarks.Measuring;
using FlinkYarn.Benchmarks.Start;

namespace FlinkYarn.Benchmarks.Peer;

/// <summary>
/// Apache Flink on a YARN of its own: its JVMs do not pass YARN's check of virtual memory, which is off there.
/// </summary>
/// <param name="folder">With <c>flink</c>, the command, and <c>flink-jobs.jar</c>.</param>
/// <param name="classPath">Hadoop's, which Flink's client needs.</param>
sealed class PeerFlink(DirectoryInfo folder, YarnUnderTest yarn, string classPath)
{
    readonly string script = Path.Combine(folder.FullName, "flink");
    readonly string unpacked = Directory.CreateDirectory(
        Path.Combine(Path.GetDirectoryName(yarn.ConfigurationFolder)!, "flink")).FullName;

    public YarnUnderTest Yarn => yarn;

    /// <summary>The smallest job of the peer's: a thousand events, counted.</summary>
    public Task<CommandRun> RunJobAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) => RunAsync(
        [
            "run", .. arguments, "-c", "Nexmark", Path.Combine(folder.FullName, "flink-jobs.jar"), "q0", "1000", "1",
        ],
        cancellationToken);

    public Task<CommandRun> StartSessionAsync(CancellationToken cancellationToken) =>
        RunAsync(["session", "-d"], cancellationToken);

    Task<CommandRun> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        CommandRun.OfAsync(
            script, [unpacked, .. arguments],
            new Dictionary<string, string>
            {
                ["HADOOP_CONF_DIR"] = yarn.ConfigurationFolder, ["HADOOP_CP"] = classPath,
            },
            cancellationToken);
}
