using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Yarn;

namespace FlinkYarn.MiniYarn.Tests.Nodes;

/// <summary>Whom a node believes.</summary>
public sealed class ContainerManagerTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_token_of_another_node_is_refused()
    {
        await using var test = await TestNode.StartAsync();
        test.Trust(test.NodeToken(new NodeIdProto { Host = "elsewhere", Port = 1 }));

        var starting = () => test.RunAsync("true");

        await starting.Should().ThrowAsync<RemoteException>()
            .WithMessage("InvalidToken*not valid for current node manager*found : elsewhere:1");
    }

    [Fact]
    public async Task A_container_token_that_was_altered_or_is_anothers_or_has_expired_is_refused()
    {
        await using var test = await TestNode.StartAsync();
        var altered = test.Allocate();
        altered.Token.Password = Google.Protobuf.ByteString.CopyFrom(new byte[20]);
        var elsewhere = test.Allocate(node: new NodeIdProto { Host = "elsewhere", Port = 1 });
        var expired = test.Allocate(validFor: TimeSpan.FromSeconds(-1));

        await RefusedAsync(altered, "*Invalid container token*");
        await RefusedAsync(elsewhere, "*not valid for current Node manager*Found : elsewhere:1*");
        await RefusedAsync(expired, "*This token is expired*");

        async Task RefusedAsync(AllocatedContainer container, string words)
        {
            var starting = () => test.Client.StartAsync(container, TestNode.Launch("true"), Cancel);
            await starting.Should().ThrowAsync<ContainerRefusedException>().WithMessage(words);
        }
    }

    [Fact]
    public async Task A_container_is_started_once()
    {
        await using var test = await TestNode.StartAsync();
        var container = test.Allocate();
        await test.Client.StartAsync(container, TestNode.Launch("true"), Cancel);
        await test.CompletedAsync();

        var again = () => test.Client.StartAsync(container, TestNode.Launch("true"), Cancel);

        await again.Should().ThrowAsync<ContainerRefusedException>().WithMessage("*Attempt to relaunch the same*");
    }

    [Fact]
    public async Task A_container_nobody_has_started_cannot_be_stopped()
    {
        await using var test = await TestNode.StartAsync();

        var stopping = () => test.Client.StopAsync(test.Allocate().Id, YarnNodeId.Of(test.Node.Id), Cancel);

        await stopping.Should().ThrowAsync<ContainerRefusedException>().WithMessage(
            "*is not handled by this NodeManager*");
    }
}
