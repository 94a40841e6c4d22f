using System.Net.Http.Json;
using FlinkYarn.Hadoop.Rest;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.Tests.ResourceManager.Kit;

namespace FlinkYarn.MiniYarn.Tests.ResourceManager.ApplicationMasters;

/// <summary>Node labels, other resource types, access lists: who may run what where.</summary>
public sealed class PlacementTests
{
    static readonly ContainerShape Labelled = new(Priority: 1, MemoryMb: 300, VirtualCores: 1, NodeLabel: "fast");

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_label_pins_containers_to_its_nodes_and_keeps_others_away_from_them()
    {
        await using var cluster = await TestCluster.StartAsync(nodes: 2);
        await LabelAsync(cluster, cluster.Nodes[1]);
        (await cluster.Rest.GetNodeLabelsAsync(Cancel)).Should().Equal("fast");
        var (_, _, master) = await cluster.RunAsync();
        await using var _master = master;

        master.Declare(Labelled, 3);
        var fast = await UntilAsync(master, 3);
        master.Declare(new ContainerShape(Priority: 2, MemoryMb: 300, VirtualCores: 1), 3);
        var others = await UntilAsync(master, 3);

        fast.Should().OnlyContain(container => container.Node == YarnNodeId.Of(cluster.Nodes[1].Id));
        others.Should().OnlyContain(container => container.Node == YarnNodeId.Of(cluster.Nodes[0].Id));
    }

    [Fact]
    public async Task An_applications_label_is_its_masters_and_that_of_asks_without_one()
    {
        await using var cluster = await TestCluster.StartAsync(nodes: 2);
        await LabelAsync(cluster, cluster.Nodes[1]);
        await cluster.SubmitAsync(context => context with { NodeLabel = "fast" });
        await using var master = cluster.Master(await cluster.Nodes[1].LaunchAsync());
        await master.RegisterAsync("am-host", 4711, "", Cancel);

        master.Declare(new ContainerShape(Priority: 1, MemoryMb: 300, VirtualCores: 1), 2);

        (await UntilAsync(master, 2)).Should().OnlyContain(
            container => container.Node == YarnNodeId.Of(cluster.Nodes[1].Id));
    }

    [Fact]
    public async Task An_unknown_label_is_refused_at_the_submit_and_at_the_ask()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (_, _, master) = await cluster.RunAsync();
        await using var _master = master;
        master.Declare(Labelled, 1);

        await cluster.Invoking(one => one.SubmitAsync(context => context with { NodeLabel = "fast" }))
            .Should().ThrowAsync<YarnRequestRefusedException>().WithMessage("*node label not enabled*");
        await master.Invoking(one => one.HeartbeatAsync(0.5f, Cancel))
            .Should().ThrowAsync<RemoteException>().WithMessage("*node label not enabled*");
    }

    [Fact]
    public async Task Another_resource_type_is_given_as_long_as_it_lasts_and_told_at_registration()
    {
        await using var cluster = await TestCluster.StartAsync(others: new() { ["license"] = 2 });
        await cluster.SubmitAsync();
        await using var master = cluster.Master(await cluster.Node.LaunchAsync());
        var limit = await master.RegisterAsync("am-host", 4711, "", Cancel);
        master.Declare(
            new ContainerShape(1, 300, 1, Others: new Dictionary<string, long> { ["license"] = 1 }), 3);

        await UntilAsync(master, 2);
        var none = await master.HeartbeatAsync(0.5f, Cancel);

        limit.Others.Should().Contain("license", 2);
        none.Allocated.Should().BeEmpty("two licenses make two containers");
        (await cluster.Rest.NewApplicationAsync(Cancel)).MaximumCapability.Types.Should()
            .ContainSingle(type => type.Name == "license").Which.Value.Should().Be(2);
    }

    [Theory]
    [InlineData("bob", false)]
    [InlineData("carol", true)]
    [InlineData("alice", true)]
    public async Task Who_is_not_on_the_modify_acl_cannot_end_an_application(string user, bool isAllowed)
    {
        await using var cluster = await TestCluster.StartAsync();
        var id = await cluster.SubmitAsync(context => context with
        {
            Container = context.Container with
            {
                Acls = new Dictionary<string, string> { ["MODIFY_APP"] = "carol,dave ops" },
            },
        });

        using var answer = await cluster.Http.PutAsJsonAsync(
            $"/ws/v1/cluster/apps/{id}/state?user.name={user}", new { state = "KILLED" }, Cancel);

        answer.IsSuccessStatusCode.Should().Be(isAllowed);
        (await cluster.ReportAsync(id)).IsTerminal.Should().Be(isAllowed);
    }

    static async Task LabelAsync(TestCluster cluster, FakeNode node)
    {
        using var added = await cluster.Http.PostAsJsonAsync(
            "/ws/v1/cluster/add-node-labels", new { nodeLabelInfo = new[] { new { name = "fast" } } }, Cancel);
        added.EnsureSuccessStatusCode();
        using var replaced = await cluster.Http.PostAsync(
            $"/ws/v1/cluster/nodes/{YarnNodeId.Of(node.Id)}/replace-labels?labels=fast", null, Cancel);
        replaced.EnsureSuccessStatusCode();
    }

    static async Task<IReadOnlyList<AllocatedContainer>> UntilAsync(ApplicationMasterClient master, int containers)
    {
        var got = new List<AllocatedContainer>();
        while (got.Count < containers)
        {
            got.AddRange((await master.HeartbeatAsync(0.5f, Cancel)).Allocated);
        }

        return got;
    }
}
