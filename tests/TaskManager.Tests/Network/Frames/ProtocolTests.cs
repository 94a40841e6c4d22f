using FlinkYarn.TaskManager.Network.Frames;

namespace FlinkYarn.TaskManager.Tests.Network.Frames;

/// <summary>A peer gets a buffer for a credit and no more, and loses the connection when it breaks the rules.</summary>
public sealed class ProtocolTests
{
    [Fact]
    public async Task A_producer_sends_as_many_buffers_as_it_has_credits()
    {
        await using var exchange = new Exchange();
        exchange.Start("a");
        using var peer = await Peer.ConnectAsync(exchange, "a");
        _ = DedicatedThread.RunAsync(() => Flow.ProduceNumbers(exchange["a"], 0, 1, 100_000));

        await peer.SendAsync(frame => frame.WriteRequest(1, Exchange.Key(0), 0, credits: 2));
        (await peer.ReadAsync()).Type.Should().Be(FrameType.Buffer);
        (await peer.ReadAsync()).Type.Should().Be(FrameType.Buffer);
        (await peer.IsSilentAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task A_credit_brings_the_next_buffer()
    {
        await using var exchange = new Exchange();
        exchange.Start("a");
        using var peer = await Peer.ConnectAsync(exchange, "a");
        _ = DedicatedThread.RunAsync(() => Flow.ProduceNumbers(exchange["a"], 0, 1, 100_000));
        await peer.SendAsync(frame => frame.WriteRequest(1, Exchange.Key(0), 0, credits: 1));
        (await peer.ReadAsync()).Type.Should().Be(FrameType.Buffer);

        await peer.SendAsync(frame => frame.WriteCredit(1, 1));

        (await peer.ReadAsync()).Type.Should().Be(FrameType.Buffer);
    }

    [Fact]
    public async Task The_end_needs_no_credit()
    {
        await using var exchange = new Exchange();
        exchange.Start("a");
        using var peer = await Peer.ConnectAsync(exchange, "a");
        var producing = DedicatedThread.RunAsync(() => Flow.ProduceNumbers(exchange["a"], 0, 1, 10));
        await peer.SendAsync(frame => frame.WriteRequest(1, Exchange.Key(0), 0, credits: 1));
        (await peer.ReadAsync()).Type.Should().Be(FrameType.Buffer);

        (await peer.ReadAsync()).Type.Should().Be(FrameType.End);
        producing.IsCompleted.Should().BeFalse("nobody has confirmed the rows");
        await peer.SendAsync(frame => frame.WriteClose(1, hasEverything: true));

        await producing.Soon();
    }

    [Fact]
    public async Task A_subpartition_has_one_consumer()
    {
        await using var exchange = new Exchange();
        exchange.Start("a");
        using var peer = await Peer.ConnectAsync(exchange, "a");
        _ = DedicatedThread.RunAsync(() => Flow.ProduceNumbers(exchange["a"], 0, 1, 100_000));
        await peer.SendAsync(frame => frame.WriteRequest(1, Exchange.Key(0), 0, credits: 1));
        await peer.ReadAsync();

        await peer.SendAsync(frame => frame.WriteRequest(2, Exchange.Key(0), 0, credits: 1));

        (await peer.ReadAsync()).Should().Match<FrameHeader>(
            frame => frame.Type == FrameType.Error && frame.Channel == 2);
    }

    [Theory]
    [InlineData("a length of four gigabytes", "FFFFFFFF0301000000")]
    [InlineData("an unknown type", "050000004D01000000")]
    [InlineData("a buffer from a consumer", "0F0000000301000000000000000000000000" + "2A")]
    [InlineData("a request cut short", "070000000201000000" + "0900")]
    [InlineData("bytes left over", "0A0000000401000000" + "0100000063")]
    [InlineData("an end from a consumer", "050000000501000000")]
    [InlineData("more credits than there can be", "090000000401000000" + "FFFFFFFF")]
    public async Task A_peer_that_breaks_the_rules_is_cut_off(string rule, string frame)
    {
        await using var exchange = new Exchange();
        exchange.Start("a");
        using var peer = await Peer.ConnectAsync(exchange, "a");

        await peer.SendAsync(Convert.FromHexString(frame));

        await FluentActions.Awaiting(peer.UntilClosedAsync).Should().NotThrowAsync(rule);
    }
}
