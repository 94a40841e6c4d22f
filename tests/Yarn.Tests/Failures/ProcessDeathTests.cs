using FlinkYarn.Yarn.Tests.Clusters;
using FlinkYarn.Yarn.Tests.Commands;

namespace FlinkYarn.Yarn.Tests.Failures;

/// <summary>Processes that are killed while a job runs.</summary>
[Trait("Cluster", "embedded")]
public sealed class ProcessDeathTests(YarnCluster cluster) : IClassFixture<YarnCluster>
{
    [Fact]
    public async Task A_task_manager_that_is_killed_fails_the_job_with_its_exit_status_and_its_logs()
    {
        using var run = await RunningAsync();
        var worker = ContainerProcess.Of(run.Result.ApplicationId).Single(process => !process.IsMaster);

        worker.Kill();

        await Aftermath.MustHaveFailedAsync(
            cluster, await run.EndAsync(), $"TaskManager {worker.Container}", "was killed (SIGKILL)",
            "(exit status 137)", $"/node/containerlogs/{worker.Container}/");
    }

    [Fact]
    public async Task An_application_master_that_is_killed_without_another_attempt_fails_the_application()
    {
        using var run = await RunningAsync();

        KillMaster(run.Result.ApplicationId, attempt: 1);

        var result = await run.EndAsync();
        result.ExitCode.Should().Be(1, result.Output);
        result.Output.Should().Contain("exitCode: 137");
        (await Aftermath.EndOfAsync(cluster, result.ApplicationId)).FinalStatus.Should().Be("FAILED");
        await Aftermath.MustBeNothingLeftAsync(cluster, result.ApplicationId);
    }

    [Fact]
    public async Task The_attempt_after_a_killed_one_ends_the_application_and_says_that_its_jobs_are_lost()
    {
        using var run = await RunningAsync("-Dyarn.application-attempts=2");

        KillMaster(run.Result.ApplicationId, attempt: 1);

        var result = await run.EndAsync();
        await Aftermath.MustHaveFailedAsync(cluster, result, "Attempt 2 of", "The jobs that ran there are lost");
        result.Output.Should().Contain("Attempt 1 of 2").And.Contain("exitCode: 137", "it is the first cause");
    }

    async Task<RunningCommand> RunningAsync(params string[] flags)
    {
        var run = FlinkYarnCommand.Start(
            cluster, ["run", "-t", "yarn-per-job", .. flags, .. TestPrograms.Run("Endless", "endless")]);
        await run.SaysAsync("Job state: RUNNING");
        return run;
    }

    static void KillMaster(string application, int attempt)
    {
        var master = ContainerProcess.Of(application).Single(process => process.IsMaster);
        master.Container.Should().Contain($"_{attempt:00}_");
        master.Kill();
    }
}
