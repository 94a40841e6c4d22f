using FlinkYarn.Yarn.Tests.Clusters;
using FlinkYarn.Yarn.Tests.Commands;

namespace FlinkYarn.Yarn.Tests.Failures;

/// <summary>Processes that never start.</summary>
public sealed class StartFailureTests(YarnCluster cluster) : IClassFixture<YarnCluster>
{
    // The runtime gives up before any of our code runs.
    const string NoSuchHook = "DOTNET_STARTUP_HOOKS=/no/such/hook.dll";

    [Fact]
    public async Task When_all_task_managers_die_at_start_few_are_started_and_the_job_fails_with_how_the_last_one_died()
    {
        var result = await RunAsync(
            $"-Dcontainerized.taskmanager.env.{NoSuchHook}", "-Dslot.request.timeout=15 s",
            "-Dresourcemanager.start-worker.max-failure-rate=2",
            "-Dresourcemanager.start-worker.retry-interval=1 min");

        await Aftermath.MustHaveFailedAsync(
            cluster, result, "1 slots are needed and 0 came within 00:00:15 (slot.request.timeout)",
            "The last one that failed to start: container_", "(exit status 134)", "/no/such/hook.dll",
            "/node/containerlogs/container_");
        var logs = await cluster.ReadLogsAsync(result.ApplicationId);
        logs.Should().Contain("TaskManagers keep failing to start, the next ones wait");
        logs.Split("TaskManager container_").Count(line => line.Contains(" is starting on ", StringComparison.Ordinal))
            .Should().Be(3, "the third failure within a minute is one too many");
    }

    [Fact]
    public async Task An_application_master_that_cannot_start_is_tried_as_often_as_allowed_and_the_first_cause_is_told()
    {
        var result = await RunAsync($"-Dcontainerized.master.env.{NoSuchHook}", "-Dyarn.application-attempts=2");

        result.ExitCode.Should().Be(1, result.Output);
        result.Output.Should().Contain("failed 2 times").And.Contain("Attempt 1 of 2").And.Contain("Attempt 2 of 2")
            .And.Contain("/no/such/hook.dll");
        (await Aftermath.EndOfAsync(cluster, result.ApplicationId)).FinalStatus.Should().Be("FAILED");
        await Aftermath.MustBeNothingLeftAsync(cluster, result.ApplicationId);
    }

    [Fact]
    public async Task A_job_that_needs_more_than_the_cluster_has_fails_with_the_numbers_when_its_time_is_over()
    {
        var result = await RunAsync("-p", "40", "-Dslot.request.timeout=5 s");

        await Aftermath.MustHaveFailedAsync(
            cluster, result, "40 slots are needed and ", "TaskManagers: 40 wanted", "not given. YARN was asked for ",
            "containers of 1024 MB and 1 vcores; it says that ", "Lower the parallelism");
    }

    Task<CommandResult> RunAsync(params string[] flags) => FlinkYarnCommand.RunAsync(
        cluster, ["run", "-t", "yarn-per-job", .. flags, .. TestPrograms.Run("Endless", "endless")]);
}
