using FlinkYarn.Yarn.Tests.Clusters;
using FlinkYarn.Yarn.Tests.Commands;

namespace FlinkYarn.Yarn.Tests;

/// <summary><c>yarn.single-container</c>: ApplicationMaster and first TaskManager share a container.</summary>
public sealed class SingleContainerTests(YarnCluster cluster) : IClassFixture<YarnCluster>
{
    static readonly string WordCount = Path.Combine(FlinkYarnCommand.Home, "examples", "WordCount", "WordCount.dll");

    [Fact]
    [Trait("Smoke", "yes")]
    public async Task A_small_job_runs_in_one_container_that_is_sized_for_both_processes()
    {
        var result = await FlinkYarnCommand.RunAsync(
            cluster, "run", "-t", "yarn-per-job", "-Dyarn.single-container=true",
            "-Djobmanager.memory.process.size=512m", "-Dtaskmanager.memory.process.size=1024m", WordCount);

        result.ExitCode.Should().Be(0, result.Output);
        await Eventually.TrueAsync(
            async () => await cluster.ReadLogsAsync(result.ApplicationId) is var logs
                && new[] { "worker-1 runs as process", "Registered as worker-1", "This process used" }
                    .All(part => logs.Contains(part, StringComparison.Ordinal)),
            "the one container's logs hold both processes");
        (await cluster.ReadLogsAsync(result.ApplicationId)).Should().NotContain("YARN gave container_",
            "no container was asked for");
    }
}
