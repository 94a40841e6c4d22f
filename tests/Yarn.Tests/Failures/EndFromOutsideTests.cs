using FlinkYarn.Yarn.Tests.Clusters;
using FlinkYarn.Yarn.Tests.Commands;

namespace FlinkYarn.Yarn.Tests.Failures;

/// <summary>Applications and clients that others end.</summary>
public sealed class EndFromOutsideTests(YarnCluster cluster) : IClassFixture<YarnCluster>
{
    [Fact]
    public async Task An_application_that_is_killed_from_outside_is_told_as_killed_and_leaves_nothing()
    {
        using var run = Start();
        await run.SaysAsync("Job state: RUNNING");

        await cluster.KillAsync(run.Result.ApplicationId);

        var result = await run.EndAsync();
        result.ExitCode.Should().Be(1, result.Output);
        result.Output.Should().Contain("CANCELED").And.Contain("was killed by user");
        (await Aftermath.EndOfAsync(cluster, result.ApplicationId)).FinalStatus.Should().Be("KILLED");
        await Aftermath.MustBeNothingLeftAsync(cluster, result.ApplicationId);
    }

    [Fact]
    public async Task A_client_that_is_killed_before_it_submits_leaves_no_application()
    {
        var before = await cluster.ListLiveApplicationsAsync();
        var root = $"/user/{YarnCluster.User}/.flinkyarn";
        var known = await cluster.ListAsync(root);
        using var run = Start();
        string[] orphans = [];
        await Eventually.TrueAsync(
            async () => (orphans = [.. (await cluster.ListAsync(root)).Except(known)]).Length > 0,
            "the client has begun to stage");

        run.Kill();

        var orphan = orphans.Should().ContainSingle().Subject;
        if (await cluster.FindApplicationAsync(orphan) is { } submitted)
        {
            // It was quicker than the signal: then the application is whole, and goes on without its client.
            submitted.State.Should().BeOneOf("NEW", "NEW_SAVING", "SUBMITTED", "ACCEPTED", "RUNNING");
            await cluster.KillAsync(orphan);
        }
        else
        {
            (await cluster.ListLiveApplicationsAsync()).Should().BeEquivalentTo(before);
        }
    }

    RunningCommand Start() => FlinkYarnCommand.Start(
        cluster, ["run", "-t", "yarn-per-job", .. TestPrograms.Run("Endless", "endless")]);
}
