using FlinkYarn.Yarn.Tests.Clusters;
using FlinkYarn.Yarn.Tests.Commands;

namespace FlinkYarn.Yarn.Tests.Failures;

/// <summary>Faults of the cluster itself.</summary>
[Trait("Cluster", "embedded")]
public sealed class ClusterFaultTests(YarnCluster cluster) : IClassFixture<YarnCluster>
{
    readonly string folder = $"/test-{Path.GetRandomFileName()}";

    string Flag => Path.Combine(cluster.WorkFolder, "go");

    [Fact]
    public async Task A_restarted_resource_manager_harms_no_job()
    {
        using var run = await SlowAsync();
        var before = ContainerProcess.Of(run.Result.ApplicationId);

        await cluster.Faults.RestartResourceManagerAsync();
        await Eventually.TrueAsync(
            async () => await TryStateAsync(run.Result.ApplicationId) == "RUNNING",
            "the ApplicationMaster registers again");
        ContainerProcess.Of(run.Result.ApplicationId).Should().BeEquivalentTo(before, "none was lost, none was added");
        File.WriteAllText(Flag, "");

        await MustHaveFinishedAsync(run);
        (await cluster.ReadLogsAsync(run.Result.ApplicationId)).Should().Contain(
            "YARN's ResourceManager was started again", "the fault happened");
    }

    [Fact]
    public async Task A_name_node_that_is_away_when_the_job_ends_is_waited_for()
    {
        using var run = await SlowAsync();
        await cluster.Faults.StopNameNodeAsync();
        try
        {
            File.WriteAllText(Flag, "");
            await Eventually.TrueAsync(() => Task.FromResult(File.Exists($"{Flag}.passed")), "the rows are made");
            run.Output.Should().NotContain("Job state: FINISHED", "there is nowhere to write them to");
        }
        finally
        {
            await cluster.Faults.StartNameNodeAsync();
        }

        await MustHaveFinishedAsync(run);
    }

    [Fact]
    public async Task A_name_node_that_is_away_during_a_submit_is_named_and_nothing_is_submitted()
    {
        var before = await cluster.ListLiveApplicationsAsync();
        await cluster.Faults.StopNameNodeAsync();
        CommandResult result;
        try
        {
            result = await FlinkYarnCommand.RunAsync(
                cluster,
                ["run", "-t", "yarn-per-job", "-Dclient.timeout=3 s", .. TestPrograms.Run("Endless", "endless")]);
        }
        finally
        {
            await cluster.Faults.StartNameNodeAsync();
        }

        result.ExitCode.Should().NotBe(0, result.Output);
        (await cluster.ListLiveApplicationsAsync()).Should().BeEquivalentTo(before);
    }

    [Fact]
    public async Task A_node_that_goes_down_with_a_task_manager_fails_the_job_with_that_cause()
    {
        // Each node has room for one, so that one of them is beside the ApplicationMaster and the other is not.
        using var run = await SlowAsync("-p", "2", "-Dtaskmanager.memory.process.size=2g");
        var workers = ContainerProcess.Of(run.Result.ApplicationId).Where(process => !process.IsMaster).ToList();
        workers.Should().HaveCount(2, "the fault needs a TaskManager on either node");
        var node = await cluster.NodeWithoutMasterAsync(run.Result.ApplicationId);
        var number = await cluster.Faults.StopNodeAsync(node);
        try
        {
            await Aftermath.MustHaveFailedAsync(
                cluster, await run.EndAsync(), "was lost: its container was given back, or its node was lost",
                "(exit status -100)");
        }
        finally
        {
            await cluster.Faults.StartNodeAsync(number);
        }
    }

    async Task<RunningCommand> SlowAsync(params string[] flags)
    {
        File.Delete(Flag);
        File.Delete($"{Flag}.passed");
        var run = FlinkYarnCommand.Start(
            cluster,
            [
                "run", "-t", "yarn-per-job", .. flags,
                .. TestPrograms.Run("Slow", "slow", $"hdfs://{folder}/out", Flag),
            ]);
        await run.SaysAsync("Job state: RUNNING");
        return run;
    }

    async Task MustHaveFinishedAsync(RunningCommand run)
    {
        var result = await run.EndAsync();
        result.ExitCode.Should().Be(0, result.Output);
        (await Aftermath.EndOfAsync(cluster, result.ApplicationId)).FinalStatus.Should().Be("SUCCEEDED");
        (await cluster.ReadFileAsync($"{folder}/out/part-0")).Should().Be("1\n2\n3\n");
        await Aftermath.MustBeNothingLeftAsync(cluster, result.ApplicationId);
    }

    async Task<string> TryStateAsync(string application)
    {
        try
        {
            return (await cluster.GetApplicationAsync(application)).State;
        }
        catch (HttpRequestException)
        {
            return "unknown while it is away";
        }
    }
}
