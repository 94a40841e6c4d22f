using FlinkYarn.Hadoop.Rest;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.Tests.ResourceManager.Kit;

namespace FlinkYarn.MiniYarn.Tests.ResourceManager.ApplicationMasters;

/// <summary>A ResourceManager that is started again while applications run.</summary>
public sealed class RestartTests
{
    static readonly ContainerShape Worker = new(Priority: 1, MemoryMb: 300, VirtualCores: 1);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Containers_go_on_and_what_is_still_wanted_comes_after_the_master_has_registered_again()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (id, _, master) = await cluster.RunAsync();
        await using var _master = master;
        master.Declare(Worker, 1);
        var before = await UntilOneAsync(master);

        await cluster.RestartAsync();
        var between = await cluster.ReportAsync(id);
        master.Declare(Worker, 1);
        var after = await UntilOneAsync(master);

        between.State.Should().Be(YarnApplicationState.Accepted, "its ApplicationMaster has not registered again");
        before.Id.Epoch.Should().Be(0);
        after.Id.Epoch.Should().Be(1);
        (await cluster.ReportAsync(id)).Should().Match<YarnApplication>(
            app => app.State == YarnApplicationState.Running && app.RunningContainers == 3);
    }

    static async Task<AllocatedContainer> UntilOneAsync(ApplicationMasterClient master)
    {
        while (true)
        {
            if ((await master.HeartbeatAsync(0.5f, Cancel)).Allocated is [var container])
            {
                return container;
            }
        }
    }
}
