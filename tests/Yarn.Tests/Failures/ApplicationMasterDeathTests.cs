using FlinkYarn.Yarn.Tests.Clusters;
using FlinkYarn.Yarn.Tests.Commands;

namespace FlinkYarn.Yarn.Tests.Failures;

/// <summary>The ApplicationMaster's process ends while a job runs.</summary>
public sealed class ApplicationMasterDeathTests(YarnCluster cluster) : IClassFixture<YarnCluster>
{
    [Theory]
    [InlineData(1, "exitCode: 137")]
    [InlineData(2, "Attempt 1 of the ApplicationMaster was lost")]
    public async Task An_application_master_killed_with_signal_9_fails_the_application_with_the_reason(
        int attempts, string cause)
    {
        var run = FlinkYarnCommand.Start(
            cluster,
            [
                "run", "-t", "yarn-per-job", $"-Dyarn.application-attempts={attempts}",
                .. TestPrograms.Run("Waiting", "orphan"),
            ]);
        var application = await run.SubmittedAsync();
        await run.UntilItSaysAsync("Job state: RUNNING");

        await ContainerProcess.Of(application).Single(process => process.IsApplicationMaster).KillAsync();
        var result = await run.EndAsync();

        result.ExitCode.Should().Be(1, result.Output);
        result.Output.Should().Contain(cause);
        var report = await cluster.GetApplicationAsync(application);
        report.FinalStatus.Should().Be("FAILED");
        report.Diagnostics.Should().Contain(cause);
        await cluster.MustBeGoneAsync(application);
    }
}
