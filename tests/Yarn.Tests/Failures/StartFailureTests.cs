using FlinkYarn.Yarn.Tests.Clusters;
using FlinkYarn.Yarn.Tests.Commands;

namespace FlinkYarn.Yarn.Tests.Failures;

/// <summary>Processes that cannot start, and containers that are not given.</summary>
public sealed class StartFailureTests(YarnCluster cluster) : IClassFixture<YarnCluster>
{
    // Too little for any .NET process.
    const string Broken = "env.DOTNET_GCHeapHardLimit=0x1000";

    [Fact]
    public async Task Task_managers_that_all_die_at_start_are_not_asked_for_without_end_and_the_last_one_is_the_cause()
    {
        var result = await FlinkYarnCommand.RunAsync(
            cluster,
            [
                "run", "-t", "yarn-per-job", $"-Dcontainerized.taskmanager.{Broken}", "-Dslot.request.timeout=12s",
                "-Dresourcemanager.start-worker.max-failure-rate=2",
                "-Dresourcemanager.start-worker.retry-interval=1h", .. TestPrograms.Run("Waiting", "stillborn"),
            ]);

        await cluster.MustHaveFailedAsync(
            result, "(slot.request.timeout)", "1 wanted, 0 registered", "failed to start: container_", "exit status",
            $"yarn logs -applicationId {result.ApplicationId} -containerId container_");
        var logs = await cluster.ReadLogsAsync(result.ApplicationId);
        logs.Should().Contain("TaskManagers keep failing to start, the next ones wait 01:00:00");
        logs.Split("YARN gave container_").Should().HaveCount(1 + 3, "three failures are more than two a minute");
    }

    [Fact]
    public async Task An_application_master_that_cannot_start_fails_with_its_first_cause_when_its_attempts_are_used_up()
    {
        var result = await FlinkYarnCommand.RunAsync(
            cluster,
            [
                "run", "-t", "yarn-per-job", $"-Dcontainerized.master.{Broken}", "-Dyarn.application-attempts=2",
                .. TestPrograms.Run("Waiting", "headless"),
            ]);

        result.ExitCode.Should().Be(1, result.Output);
        result.Output.Should().ContainAll("failed 2 times", "exitCode: ", "yarn logs -applicationId");
        (await cluster.GetApplicationAsync(result.ApplicationId)).Should().Match<YarnApplication>(
            app => app.State == "FAILED" && app.FinalStatus == "FAILED");
        await cluster.MustBeGoneAsync(result.ApplicationId);
    }

    [Fact]
    public async Task More_than_the_cluster_has_is_waited_for_with_the_reason_and_fails_with_the_numbers()
    {
        var run = FlinkYarnCommand.Start(
            cluster,
            [
                "run", "-t", "yarn-per-job", "-p", "9", "-Dtaskmanager.numberOfTaskSlots=1",
                "-Dtaskmanager.memory.process.size=2048m", "-Dslot.request.timeout=15s",
                .. TestPrograms.Run("Waiting", "greedy"),
            ]);
        await run.UntilItSaysAsync("YARN has no room for ");
        var result = await run.EndAsync();

        await cluster.MustHaveFailedAsync(
            result, "9 slots are needed", "(slot.request.timeout)", "9 wanted", "not given", "Lower the parallelism");
    }
}
