using System.Net;
using FlinkYarn.Yarn.Tests.Clusters;
using FlinkYarn.Yarn.Tests.Commands;
using FlinkYarn.Yarn.Tests.Failures;

namespace FlinkYarn.Yarn.Tests;

/// <summary>
/// How an application appears in YARN, where it runs, who may end it: every key as YARN itself shows it.
/// </summary>
public sealed class PlacementTests(YarnCluster cluster) : IClassFixture<YarnCluster>
{
    [Fact]
    public async Task Type_queue_priority_and_tags_are_yarns()
    {
        using var run = await RunningAsync(
            "-Dyarn.application.type=Orders", "-Dyarn.application.queue=short", "-Dyarn.application.priority=3",
            "-Dyarn.tags=nightly, billing", "-Dyarn.application.name=all orders");

        var report = await cluster.GetApplicationAsync(run.Result.ApplicationId);

        await EndAsync(run);
        report.Should().Match<YarnApplication>(
            app => app.Name == "all orders" && app.ApplicationType == "Orders" && app.Queue.EndsWith("short")
                && app.Priority == 3);
        report.ApplicationTags.Split(',').Should().BeEquivalentTo("nightly", "billing");
    }

    [Fact]
    public async Task The_proxy_shows_the_page_of_a_running_application()
    {
        using var run = await RunningAsync();

        var page = await cluster.ReadPageAsync(run.Result.ApplicationId);

        await EndAsync(run);
        page.Should().Contain(run.Result.ApplicationId).And.Contain("endless").And.Contain("RUNNING");
    }

    [Theory]
    [Trait("Cluster", "embedded")]
    [InlineData("yarn.application.node-label", true)]
    [InlineData("yarn.taskmanager.node-label", false)]
    public async Task A_label_says_on_which_nodes_containers_run(string key, bool isMasterToo)
    {
        var nodes = await cluster.ListNodesAsync();
        await cluster.LabelAsync(nodes[^1], "fast");
        try
        {
            using var run = await RunningAsync($"-D{key}=fast");

            var (master, worker) = (
                await cluster.NodeOfAsync(run.Result.ApplicationId, "_000001"),
                await cluster.NodeOfAsync(run.Result.ApplicationId, "_000002"));

            await EndAsync(run);
            worker.Should().Be(nodes[^1]);
            (master == nodes[^1]).Should().Be(isMasterToo);
        }
        finally
        {
            await cluster.LabelAsync(nodes[^1], "");
        }
    }

    [Fact]
    public async Task An_external_resource_is_taken_for_every_task_manager()
    {
        string[] license =
        [
            "-Dexternal-resources=license", "-Dexternal-resource.license.amount=2",
            "-Dexternal-resource.license.yarn.config-key=license",
        ];

        using var run = await RunningAsync(["-p", "2", .. license]);
        var used = await cluster.CountUsedAsync("license");
        await EndAsync(run);

        used.Should().Be(4, "two TaskManagers have two each, and the ApplicationMaster none");
    }

    [Fact]
    public async Task Only_who_is_on_the_modify_acl_may_end_it()
    {
        using var run = await RunningAsync("-Dyarn.modify.acls=alice");

        var ofBob = await cluster.KillAsync(run.Result.ApplicationId, "bob");
        var between = await cluster.GetApplicationAsync(run.Result.ApplicationId);
        var ofAlice = await cluster.KillAsync(run.Result.ApplicationId, "alice");

        ofBob.Should().Be(HttpStatusCode.Forbidden);
        between.State.Should().Be("RUNNING");
        ofAlice.Should().BeOneOf(HttpStatusCode.OK, HttpStatusCode.Accepted);
        await run.EndAsync();
        (await Aftermath.EndOfAsync(cluster, run.Result.ApplicationId)).State.Should().Be("KILLED");
    }

    async Task EndAsync(RunningCommand run)
    {
        await cluster.KillAsync(run.Result.ApplicationId);
        await run.EndAsync();
        await Aftermath.MustBeNothingLeftAsync(cluster, run.Result.ApplicationId);
    }

    async Task<RunningCommand> RunningAsync(params string[] flags)
    {
        var run = FlinkYarnCommand.Start(
            cluster, ["run", "-t", "yarn-per-job", .. flags, .. TestPrograms.Run("Endless", "endless")]);
        await run.SaysAsync("Job state: RUNNING");
        return run;
    }
}
