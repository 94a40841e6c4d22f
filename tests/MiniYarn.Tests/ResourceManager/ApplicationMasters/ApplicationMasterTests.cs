using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rest;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.Tests.ResourceManager.Kit;

namespace FlinkYarn.MiniYarn.Tests.ResourceManager.ApplicationMasters;

/// <summary>ApplicationMasterProtocol through the client that ApplicationMasters use.</summary>
public sealed class ApplicationMasterTests
{
    static readonly ContainerShape Worker = new(Priority: 1, MemoryMb: 300, VirtualCores: 1);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Registering_makes_the_application_run_and_tells_the_largest_container()
    {
        await using var cluster = await TestCluster.StartAsync(nodeMemoryMb: 2048);
        var id = await cluster.SubmitAsync();
        await using var master = cluster.Master(await cluster.Node.LaunchAsync());

        var limit = await master.RegisterAsync("am-host", 4711, "", Cancel);

        (limit.MemoryMb, limit.VirtualCores).Should().Be((2048, 8));
        (await cluster.ReportAsync(id)).Should().Match<YarnApplication>(app =>
            app.State == YarnApplicationState.Running && app.FinalStatus == YarnFinalStatus.Undefined
            && app.AmRpcAddress == "am-host:4711" && app.Diagnostics == ""
            && app.TrackingUrl.EndsWith($"/proxy/{id}/"));
    }

    [Fact]
    public async Task Containers_come_with_tokens_and_each_node_s_token_once()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (id, _, master) = await cluster.RunAsync();
        await using var _master = master;
        master.Declare(Worker, 2);

        var got = await UntilAsync(master, containers: 2);

        got.Select(container => (container.MemoryMb, container.Priority)).Should().Equal((384, 1), (384, 1));
        got.Should().OnlyContain(container => container.Token.Kind == "ContainerToken");
        master.NodeTokens.Get(got[0].Node).Kind.Should().Be("NMToken");
        master.Wanted(Worker).Should().Be(0);
        (await cluster.ReportAsync(id)).RunningContainers.Should().Be(3);
    }

    [Fact]
    public async Task A_released_container_is_confirmed_in_the_same_answer_and_stopped_at_its_node()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (_, _, master) = await cluster.RunAsync();
        await using var _master = master;
        master.Declare(Worker, 1);
        var container = (await UntilAsync(master, containers: 1))[0];

        master.Release(container.Id);
        var news = await master.HeartbeatAsync(0.5f, Cancel);

        news.Completed.Should().Equal(
            new CompletedContainer(container.Id, -100, "Container released by application"));
        (await cluster.Node.StopAsync()).Should().Be((container.Id, -100));
        (await cluster.Rest.GetMetricsAsync(Cancel)).ContainersAllocated.Should().Be(1);
    }

    [Fact]
    public async Task The_end_of_a_container_is_told_once_with_the_node_s_words()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (_, _, master) = await cluster.RunAsync();
        await using var _master = master;
        master.Declare(Worker, 1);
        var container = (await UntilAsync(master, containers: 1))[0];

        cluster.Node.Complete(container.Id, 137, "Killed by external signal");
        await cluster.Rest.GetInfoAsync(Cancel);

        (await master.HeartbeatAsync(0, Cancel)).Completed.Should().Equal(
            new CompletedContainer(container.Id, 137, "Killed by external signal"));
        (await master.HeartbeatAsync(0, Cancel)).Completed.Should().BeEmpty();
    }

    [Fact]
    public async Task Containers_on_a_lost_node_end_as_aborted()
    {
        await using var cluster = await TestCluster.StartAsync(nodes: 2, nodeMemoryMb: 512);
        var (_, _, master) = await cluster.RunAsync();
        await using var _master = master;
        master.Declare(Worker with { MemoryMb = 512 }, 1);
        var container = (await UntilAsync(master, containers: 1))[0];
        container.Node.Host.Should().Be("node1");

        await cluster.LoseNodeAsync(cluster.Nodes[1]);

        (await master.HeartbeatAsync(0, Cancel)).Completed.Should().Equal(
            new CompletedContainer(container.Id, -100, "Container released on a *lost* node"));
    }

    [Fact]
    public async Task A_container_that_nobody_starts_expires()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (_, _, master) = await cluster.RunAsync();
        await using var _master = master;
        master.Declare(Worker, 1);
        var container = (await UntilAsync(master, containers: 1))[0];
        for (var minute = 0; minute < 10; minute++)
        {
            (await master.HeartbeatAsync(0, Cancel)).Completed.Should().BeEmpty();
            cluster.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await cluster.Node.StopAsync();
        (await master.HeartbeatAsync(0, Cancel)).Completed.Should().Equal(
            new CompletedContainer(container.Id, -100, "Container expired since it was unused"));
    }

    [Fact]
    public async Task A_started_container_does_not_expire()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (id, launch, master) = await cluster.RunAsync();
        await using var _master = master;
        master.Declare(Worker, 1);
        var container = (await UntilAsync(master, containers: 1))[0];
        cluster.Node.Events.ContainerStarted(cluster.Node.Id, container.Id.ToProto());
        for (var minute = 0; minute < 12; minute++)
        {
            cluster.Time.Advance(TimeSpan.FromMinutes(1));
            (await master.HeartbeatAsync(0, Cancel)).Completed.Should().BeEmpty();
        }

        (await cluster.Rest.GetContainersAsync(id, launch.Container.Attempt.ToString(), Cancel))
            .Single(one => one.ContainerId == container.Id.ToString()).ContainerState.Should().Be("RUNNING");
    }

    [Fact]
    public async Task Finishing_ends_the_application_with_its_process()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (id, launch, master) = await cluster.RunAsync();
        await using var _master = master;

        await master.FinishAsync(FinalApplicationStatusProto.AppFailed, "the sink is full", Cancel);

        var finishing = await cluster.ReportAsync(id);
        (finishing.State, finishing.FinalStatus, finishing.Diagnostics, finishing.Progress).Should().Be(
            (YarnApplicationState.Finished, YarnFinalStatus.Failed, "the sink is full", 100));
        finishing.RunningContainers.Should().Be(1, "its process has not ended");
        cluster.Node.Complete(launch.Container, 0);
        (await cluster.Node.EndAsync()).ToString().Should().Be(id);
        (await cluster.ReportAsync(id)).RunningContainers.Should().Be(-1);
    }

    [Fact]
    public async Task A_master_that_stays_after_finishing_is_ended_when_it_is_silent()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (id, _, master) = await cluster.RunAsync();
        await using var _master = master;
        await master.FinishAsync(FinalApplicationStatusProto.AppSucceeded, "", Cancel);

        cluster.Time.Advance(TimeSpan.FromMinutes(10));

        (await cluster.Node.EndAsync()).ToString().Should().Be(id);
        (await cluster.ReportAsync(id)).FinalStatus.Should().Be(YarnFinalStatus.Succeeded);
    }

    [Fact]
    public async Task A_silent_master_is_replaced_and_its_token_is_worth_nothing()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (_, launch, master) = await cluster.RunAsync(context => context with { MaxAttempts = 2 });
        await using var _master = master;

        cluster.Time.Advance(TimeSpan.FromMinutes(10));

        (await cluster.Node.LaunchAsync()).Container.Attempt.Attempt.Should().Be(2);
        await master.Awaiting(old => old.HeartbeatAsync(0, Cancel)).Should().ThrowAsync<AttemptOverException>();
        await using var late = cluster.Master(launch);
        await late.Awaiting(old => old.RegisterAsync("h", 1, "", Cancel)).Should().ThrowAsync<AttemptOverException>()
            .WithMessage("*not found in AMRMTokenSecretManager*");
    }

    [Fact]
    public async Task Without_keeping_them_containers_end_with_their_attempt()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (_, launch, master) = await cluster.RunAsync(context => context with { MaxAttempts = 2 });
        await using var _master = master;
        master.Declare(Worker, 1);
        var container = (await UntilAsync(master, containers: 1))[0];

        cluster.Node.Complete(launch.Container, 1);

        (await cluster.Node.StopAsync()).Container.Should().Be(container.Id);
    }

    [Fact]
    public async Task Kept_containers_go_on_and_their_end_is_told_to_the_next_attempt()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (id, launch, master) = await cluster.RunAsync(
            context => context with { MaxAttempts = 2, KeepContainersAcrossAttempts = true });
        await using var _master = master;
        master.Declare(Worker, 1);
        var container = (await UntilAsync(master, containers: 1))[0];

        cluster.Node.Complete(launch.Container, 1);
        await using var second = cluster.Master(await cluster.Node.LaunchAsync());
        await second.RegisterAsync("am-host", 4712, "", Cancel);

        second.NodeTokens.Get(container.Node).Kind.Should().Be("NMToken");
        (await cluster.ReportAsync(id)).RunningContainers.Should().Be(2);
        cluster.Node.Complete(container.Id, 3);
        await cluster.Rest.GetInfoAsync(Cancel);
        (await second.HeartbeatAsync(0, Cancel)).Completed.Select(ended => (ended.Id, ended.ExitStatus))
            .Should().Equal((launch.Container, 1), (container.Id, 3));
    }

    static async Task<List<AllocatedContainer>> UntilAsync(ApplicationMasterClient master, int containers)
    {
        var got = new List<AllocatedContainer>();
        while (got.Count < containers)
        {
            got.AddRange((await master.HeartbeatAsync(0.5f, Cancel)).Allocated);
        }

        return got;
    }
}
