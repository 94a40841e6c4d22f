using FlinkYarn.Yarn.Tests.Clusters;
using FlinkYarn.Yarn.Tests.Commands;

namespace FlinkYarn.Yarn.Tests.Failures;

/// <summary>A TaskManager's process ends while a task runs in it: its job fails with how and why, and no other job.</summary>
public sealed class TaskManagerDeathTests(YarnCluster cluster) : IClassFixture<YarnCluster>
{
    [Theory]
    [InlineData(7, "User code called Environment.Exit(7)")]
    [InlineData(0, "user code called Environment.Exit(0)")]
    public async Task A_task_that_exits_fails_its_job_with_the_exit_code_its_meaning_and_the_logs(
        int code, string meaning)
    {
        var result = await FlinkYarnCommand.RunAsync(
            cluster, ["run", "-t", "yarn-per-job", .. TestPrograms.Run("Exiting", "leaver", $"{code}")]);

        await cluster.MustHaveFailedAsync(
            result, $"exit status {code}", meaning,
            $"yarn logs -applicationId {result.ApplicationId} -containerId container_");
    }

    [Fact]
    public async Task A_stack_overflow_ends_one_task_manager_of_a_session_and_another_job_goes_on()
    {
        var session = await Session.StartAsync(cluster, "-s", "1");
        (await session.RunAsync(["-d"], "Waiting", "bystander")).ExitCode.Should().Be(0);
        await Eventually.TrueAsync(
            async () => (await session.ListAsync("-r")).Contains("bystander (RUNNING)", StringComparison.Ordinal),
            "the other job runs");

        var result = await session.RunAsync([], "Overflowing", "deep");

        result.ExitCode.Should().Be(1, result.Output);
        result.Output.Should().ContainAll("TaskManager container_", "exit status 134", "stack overflow", "Its logs: ");
        (await session.ListAsync("-a")).Should().ContainAll("bystander (RUNNING)", "deep (FAILED)");
        (await session.StopAsync()).ExitCode.Should().Be(0);
        await session.MustBeGoneAsync();
        await cluster.MustBeGoneAsync(session.Id);
        await cluster.MustBeLoggedAsync(session.Id, "Stack overflow", "FlinkYarn.Programs.Overflowing.Deeper");
    }

    [Fact]
    [Trait("Smoke", "yes")]
    public async Task A_task_manager_killed_with_signal_9_is_the_cause_and_not_what_its_peers_say()
    {
        var run = FlinkYarnCommand.Start(
            cluster,
            [
                "run", "-t", "yarn-per-job", "-p", "2", "-Dtaskmanager.memory.process.size=768m",
                .. TestPrograms.Run("Waiting", "victim"),
            ]);
        var application = await run.SubmittedAsync();
        await run.UntilItSaysAsync("Job state: RUNNING");
        var victim = ContainerProcess.Of(application).First(process => process.IsTaskManager);

        await victim.KillAsync();
        var result = await run.EndAsync();

        await cluster.MustHaveFailedAsync(
            result, $"TaskManager {victim.ContainerId} with 2 tasks was lost", "was killed (SIGKILL)",
            "exit status 137", $"yarn logs -applicationId {application} -containerId {victim.ContainerId}");
    }

    [Theory]
    [InlineData("touched", 900, "using more memory than its container has", "physical memory used")]
    [InlineData("reserved", 2400, "using more virtual memory than its container allows", "virtual memory used")]
    public async Task A_task_that_takes_too_much_memory_is_told_with_the_numbers_and_the_key_to_raise(
        string how, int mebibytes, string words, string numbers)
    {
        var result = await FlinkYarnCommand.RunAsync(
            cluster,
            [
                "run", "-t", "yarn-per-job", "-Dtaskmanager.memory.process.size=768m",
                .. TestPrograms.Run("Gorging", "glutton", how, $"{mebibytes}"),
            ]);

        await cluster.MustHaveFailedAsync(
            result, words, "Raise taskmanager.memory.process.size", numbers, "of 768 MB physical memory used");
    }
}
