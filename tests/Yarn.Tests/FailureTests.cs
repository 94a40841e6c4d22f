using FlinkYarn.Yarn.Tests.Clusters;
using FlinkYarn.Yarn.Tests.Commands;

namespace FlinkYarn.Yarn.Tests;

/// <summary>Jobs that end badly, and how people learn it.</summary>
public sealed class FailureTests(YarnCluster cluster) : IClassFixture<YarnCluster>
{
    static readonly string Throwing = Path.Combine(Repository.Root, "tests", "Yarn.Tests", "Programs", "Throwing");

    [Fact]
    [Trait("Smoke", "yes")]
    public async Task A_lambda_that_throws_is_named_at_the_client_and_in_yarns_diagnostics()
    {
        var result = await FlinkYarnCommand.RunAsync(cluster, "run", "-t", "yarn-per-job", Throwing);

        result.ExitCode.Should().Be(1, result.Output);
        result.Output.Should().Contain("the 1000th number is unlucky").And.Contain("Unlucky map");
        var report = await cluster.GetApplicationAsync(result.ApplicationId);
        report.FinalStatus.Should().Be("FAILED");
        report.Diagnostics.Should().Contain("the 1000th number is unlucky").And.Contain("Unlucky map");
        (await cluster.ListAsync($"/user/{YarnCluster.User}/.flinkyarn")).Should().NotContain(result.ApplicationId);
    }

    [Fact]
    public async Task A_staging_folder_of_somebody_else_is_refused_and_nothing_is_submitted()
    {
        Assert.SkipWhen(cluster.Kind == "mini", "The embedded HDFS gives everybody every permission.");
        var before = await cluster.ListLiveApplicationsAsync();

        var result = await FlinkYarnCommand.RunAsync(
            cluster, new Caller { User = "bob" },
            "run", "-t", "yarn-per-job", "-Dyarn.staging-directory=hdfs:///user/alice", "-p", "0", Throwing);

        result.ExitCode.Should().Be(2, result.Output);
        result.Output.Should().Contain("bob cannot stage files in hdfs:///user/alice/.flinkyarn: Permission denied")
            .And.Contain("'0' (-p)");
        (await cluster.ListLiveApplicationsAsync()).Should().BeEquivalentTo(before);
    }

    [Fact]
    public async Task An_unknown_queue_is_refused_with_the_queues_that_exist_and_nothing_is_submitted()
    {
        var before = await cluster.ListLiveApplicationsAsync();

        var result = await FlinkYarnCommand.RunAsync(
            cluster, "run", "-t", "yarn-per-job", "-Dyarn.application.queue=nowhere", Throwing);

        result.ExitCode.Should().Be(2, result.Output);
        result.Output.Should().Contain("nowhere").And.Contain("default").And.Contain("short");
        (await cluster.ListLiveApplicationsAsync()).Should().BeEquivalentTo(before);
    }
}
