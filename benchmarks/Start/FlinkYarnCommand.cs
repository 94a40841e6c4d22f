using FlinkYarn.Benchmarks.Measuring;

namespace FlinkYarn.Benchmarks.Start;

/// <summary>The distribution's command against a YARN.</summary>
sealed class FlinkYarnCommand(DirectoryInfo home, YarnUnderTest yarn)
{
    readonly string program = Path.Combine(home.FullName, "bin", "flinkyarn");
    readonly string job = Path.Combine(home.FullName, "examples", "WordCount", "WordCount.dll");
    readonly Dictionary<string, string> environment = new() { ["HADOOP_CONF_DIR"] = yarn.ConfigurationFolder };

    /// <summary>Runs the tiny job, WordCount without arguments, to its end.</summary>
    public Task<CommandRun> RunJobAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(["run", .. arguments, job], cancellationToken);

    public Task<CommandRun> RunAsync(
        IEnumerable<string> arguments, CancellationToken cancellationToken, string input = "") =>
        CommandRun.OfAsync(program, arguments, environment, cancellationToken, input);
}
