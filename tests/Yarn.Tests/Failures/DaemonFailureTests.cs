using System.Text.RegularExpressions;
using FlinkYarn.Yarn.Tests.Clusters;
using FlinkYarn.Yarn.Tests.Commands;

namespace FlinkYarn.Yarn.Tests.Failures;

/// <summary>Hadoop's own daemons fail under a running job. On the embedded YARN they are one process.</summary>
[Trait(Daemon.NotOn, "mini")]
public sealed class DaemonFailureTests(YarnCluster cluster) : IClassFixture<YarnCluster>
{
    [Fact]
    public async Task A_restarted_resource_manager_is_told_of_the_application_again_and_the_job_is_unharmed()
    {
        var run = await StartAsync("survivor");
        var before = ContainerProcess.Of(run.Application);
        var manager = new Daemon(cluster, "resourcemanager");
        var started = await cluster.StartedAsync();

        await manager.StopAsync();
        await manager.StartAsync();

        await Eventually.TrueAsync(
            async () => await cluster.IsUpAsync() && await cluster.CountNodesAsync() == 2, "YARN is back");
        (await cluster.StartedAsync()).Should().BeAfter(started, "it is another process");
        await Eventually.TrueAsync(
            async () => await cluster.GetApplicationAsync(run.Application) is
                { State: "RUNNING", RunningContainers: 3 }, "YARN knows the application and its containers again");
        ContainerProcess.Of(run.Application).Should().BeEquivalentTo(before, "nothing was started or ended");
        await CancelAsync(run);
        await cluster.MustBeGoneAsync(run.Application);
    }

    [Fact]
    public async Task A_lost_node_fails_the_job_that_ran_there_and_says_so()
    {
        var run = await StartAsync("farmer");
        var (processes, nodes) = (ContainerProcess.Of(run.Application), await cluster.ListNodesAsync());
        var master = processes.Single(process => process.IsApplicationMaster);
        var victim = processes.First(process => process.IsTaskManager && process.Node != master.Node);
        var manager = new Daemon(cluster, $"nodemanager{nodes.ToList().IndexOf(victim.Node) + 1}");

        await manager.StopAsync();
        try
        {
            var result = await run.Command.EndAsync();

            result.ExitCode.Should().Be(1, result.Output);
            result.Output.Should().Contain($"TaskManager {victim.ContainerId} with 2 tasks was lost").And
                .MatchRegex("its node was lost|perhaps its node is lost");
            var report = await cluster.GetApplicationAsync(run.Application);
            report.FinalStatus.Should().Be("FAILED");
            report.Diagnostics.Should().Contain(victim.ContainerId);
        }
        finally
        {
            await manager.StartAsync();
        }

        await cluster.MustBeGoneAsync(run.Application);
        await Eventually.TrueAsync(async () => await cluster.CountNodesAsync() == 2, "the node is back");
    }

    [Fact]
    public async Task A_name_node_that_is_away_while_files_are_staged_is_waited_for()
    {
        var folder = $"/test-{Path.GetRandomFileName()}";
        var nameNode = new Daemon(cluster, "namenode");
        await nameNode.PauseAsync();
        RunningCommand run;
        try
        {
            run = FlinkYarnCommand.Start(
                cluster, ["run", "-t", "yarn-per-job", .. TestPrograms.Run("Numbers", "patient", $"hdfs://{folder}")]);
            await Eventually.TrueAsync(
                () => Task.FromResult(run.IsConnectedTo(cluster.NameNode)), "the client asks the NameNode");
            run.HasEnded.Should().BeFalse();
        }
        finally
        {
            await nameNode.ResumeAsync();
        }

        var result = await run.EndAsync();

        result.ExitCode.Should().Be(0, result.Output);
        (await cluster.ListAsync(folder)).Should().NotBeEmpty();
        await cluster.MustBeGoneAsync(result.ApplicationId);
    }

    [Fact]
    public async Task A_name_node_that_is_away_at_the_jobs_end_neither_hides_the_cause_nor_keeps_the_staging_folder()
    {
        var run = await StartAsync("forgotten");
        var victim = ContainerProcess.Of(run.Application).First(process => process.IsTaskManager);
        var nameNode = new Daemon(cluster, "namenode");
        await nameNode.PauseAsync();
        try
        {
            await victim.KillAsync();
            await run.Command.UntilItSaysAsync("Job state: FAILED");
        }
        finally
        {
            await nameNode.ResumeAsync();
        }

        var result = await run.Command.EndAsync();

        await cluster.MustHaveFailedAsync(result, victim.ContainerId, "was killed (SIGKILL)");
    }

    // Two TaskManagers, each of more than half a node.
    async Task<(RunningCommand Command, string Application)> StartAsync(string name)
    {
        var run = FlinkYarnCommand.Start(
            cluster,
            [
                "run", "-t", "yarn-per-job", "-p", "2", "-Dtaskmanager.memory.process.size=2304m",
                .. TestPrograms.Run("Waiting", name),
            ]);
        var application = await run.SubmittedAsync();
        await run.UntilItSaysAsync("Job state: RUNNING");
        return (run, application);
    }

    async Task CancelAsync((RunningCommand Command, string Application) run)
    {
        var id = Regex.Match(run.Command.Output, "JobID ([0-9a-f]{32})").Groups[1].Value;
        var cancelled = await FlinkYarnCommand.RunAsync(cluster, "cancel", "-yid", run.Application, id);
        cancelled.ExitCode.Should().Be(0, cancelled.Output);
        (await run.Command.EndAsync()).Output.Should().Contain("CANCELED");
    }
}
