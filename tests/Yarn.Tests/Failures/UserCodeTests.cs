using FlinkYarn.Yarn.Tests.Clusters;
using FlinkYarn.Yarn.Tests.Commands;

namespace FlinkYarn.Yarn.Tests.Failures;

/// <summary>What code of the user's can do to the process that runs it.</summary>
public sealed class UserCodeTests(YarnCluster cluster) : IClassFixture<YarnCluster>
{
    [Fact]
    public async Task An_initializer_that_throws_is_told_with_its_own_words_and_its_operator()
    {
        var result = await RunAsync([], "Unprepared");

        await Aftermath.MustHaveFailedAsync(cluster, result, "Operator 'Convert'", "no exchange rates for today");
    }

    [Fact]
    public async Task A_stack_overflow_costs_its_task_manager_only_and_is_told_as_one()
    {
        var result = await RunAsync([], "Bottomless");

        await Aftermath.MustHaveFailedAsync(
            cluster, result, "was lost: its container aborted (SIGABRT) (exit status 134)", "A stack overflow does so",
            "Stack overflow", "/node/containerlogs/container_");
    }

    [Theory]
    [InlineData("0", "Nobody had asked it to end: code of the job may have called Environment.Exit.")]
    [InlineData("42", "code of the job may have called Environment.Exit(42)")]
    public async Task An_exit_in_a_task_is_told_with_its_code_and_what_it_means(string code, string words)
    {
        var result = await RunAsync([], "Leaving", code);

        await Aftermath.MustHaveFailedAsync(cluster, result, $"exit status {code}", words, "/node/containerlogs/");
    }

    [Fact]
    public async Task A_task_that_is_deaf_to_its_cancellation_ends_with_its_task_manager_and_the_first_cause_stays()
    {
        var result = await RunAsync(
            ["-p", "2", "-Dtaskmanager.numberOfTaskSlots=2", "-Dtask.cancellation.timeout=2 s"], "Deaf");

        await Aftermath.MustHaveFailedAsync(cluster, result, "the other one fails", "Spin or fail");
        (await cluster.ReadLogsAsync(result.ApplicationId)).Should().Contain(
            "It did not stop within 00:00:02 (task.cancellation.timeout).", "the fault happened");
    }

    Task<CommandResult> RunAsync(string[] flags, string program, params string[] arguments) =>
        FlinkYarnCommand.RunAsync(
            cluster, ["run", "-t", "yarn-per-job", .. flags, .. TestPrograms.Run(program, arguments)]);
}
