using FlinkYarn.Yarn.Tests.Clusters;
using FlinkYarn.Yarn.Tests.Commands;

namespace FlinkYarn.Yarn.Tests.Failures;

/// <summary>Jobs and applications that are ended from outside, and clients that die.</summary>
public sealed class CancellationTests(YarnCluster cluster) : IClassFixture<YarnCluster>
{
    readonly string root = $"/user/{YarnCluster.User}/.flinkyarn";

    [Fact]
    public async Task A_task_deaf_to_cancel_costs_its_task_manager_and_the_session_gets_another()
    {
        var folder = $"hdfs:///test-{Path.GetRandomFileName()}";
        var session = await Session.StartAsync(cluster, "-s", "1", "-Dtask.cancellation.timeout=2s");
        var deaf = await session.RunAsync(["-d"], "Deaf", "deaf");
        await Eventually.TrueAsync(
            async () => (await session.ListAsync("-r")).Contains("deaf (RUNNING)", StringComparison.Ordinal),
            "the job runs");
        var lost = ContainerProcess.Of(session.Id).Single(process => process.IsTaskManager);

        var id = System.Text.RegularExpressions.Regex.Match(deaf.Output, "JobID ([0-9a-f]{32})").Groups[1].Value;
        (await FlinkYarnCommand.RunAsync(cluster, "cancel", "-yid", session.Id, id)).ExitCode.Should().Be(0);

        await Eventually.TrueAsync(
            async () => (await session.ListAsync("-a")).Contains("deaf (CANCELED)", StringComparison.Ordinal),
            "the job is cancelled");
        ContainerProcess.Of(session.Id).Should().NotContain(process => process.Id == lost.Id);
        var next = await session.RunAsync([], "Numbers", "next", $"{folder}/next");
        next.ExitCode.Should().Be(0, next.Output);
        (await session.StopAsync()).ExitCode.Should().Be(0);
        await session.MustBeGoneAsync();
        await cluster.MustBeLoggedAsync(
            session.Id, "did not stop within 00:00:02 (task.cancellation.timeout)", "exit status 4",
            "A task did not stop within task.cancellation.timeout");
    }

    [Fact]
    public async Task An_application_killed_from_outside_is_told_to_the_client_and_nothing_is_left()
    {
        var run = FlinkYarnCommand.Start(
            cluster, ["run", "-t", "yarn-per-job", .. TestPrograms.Run("Waiting", "doomed")]);
        var application = await run.SubmittedAsync();
        await run.UntilItSaysAsync("Job state: RUNNING");

        await cluster.KillAsync(application);
        var result = await run.EndAsync();

        result.ExitCode.Should().Be(1, result.Output);
        result.Output.Should().ContainAll("CANCELED", "KILLED", $"Application {application} was killed by user");
        (await cluster.GetApplicationAsync(application)).FinalStatus.Should().Be("KILLED");
        await cluster.MustBeGoneAsync(application);
    }

    [Fact]
    public async Task A_client_killed_while_it_uploads_submits_nothing_and_a_later_one_sweeps_what_it_left()
    {
        var before = await cluster.ListAsync(root);
        var ship = Path.Combine(cluster.WorkFolder, "large.bin");
        await using (var file = File.Create(ship))
        {
            file.SetLength(2L << 30);
        }

        var run = FlinkYarnCommand.Start(
            cluster,
            ["run", "-t", "yarn-per-job", $"-Dyarn.ship-files={ship}", .. TestPrograms.Run("Waiting", "unborn")]);
        var orphan = "";
        await Eventually.TrueAsync(
            async () => (orphan = (await cluster.ListAsync(root)).Except(before)
                .FirstOrDefault(name => name.StartsWith("application_", StringComparison.Ordinal)) ?? "").Length > 0,
            "staging is begun");
        run.Kill();
        var killed = await run.EndAsync();

        killed.Output.Should().NotContain("Submitted application", "it was killed before");
        (await cluster.ListLiveApplicationsAsync()).Should().NotContain(app => app.Id == orphan);
        await cluster.SetTimeAsync($"{root}/{orphan}", DateTimeOffset.UtcNow.AddDays(-2));
        var later = await FlinkYarnCommand.RunAsync(
            cluster, ["run", "-t", "yarn-per-job", .. TestPrograms.Run(
                "Numbers", "later", $"hdfs:///test-{Path.GetRandomFileName()}")]);
        later.ExitCode.Should().Be(0, later.Output);
        (await cluster.ListAsync(root)).Should().NotContain(orphan);
    }
}
