using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Tests.Http;
using FlinkYarn.Hadoop.Tests.Rpc.PlayingServer;
using FlinkYarn.Hadoop.Tests.Security;
using static FlinkYarn.Hadoop.Tests.Rpc.HadoopRpcConnectionTests;

namespace FlinkYarn.Hadoop.Tests.Rpc;

public sealed class WrappedStreamTests
{
    public static TheoryData<string, string?> Protections => new()
    {
        { "auth-int", null },
        { "auth-conf", "3des" },
        { "auth-conf", "rc4" },
        { "auth-conf", "rc4-56" },
        { "auth-conf", "rc4-40" },
    };

    [Theory]
    [MemberData(nameof(Protections))]
    public async Task Context_calls_and_answers_go_through_every_protection(string qop, string? cipher)
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(new DigestServer(GoldenVectors.Token, qop, cipher));
            connection.Pieces.Should().HaveCount(1, "the context came protected");
            connection.Context.Protocol.Should().Be(RpcProtocol.ApplicationMaster.Name);
            for (var round = 0; round < 5; round++)
            {
                var call = await connection.ReceiveAsync();
                await connection.AnswerAsync(call, call.Request(AllocateRequestProto.Parser));
            }
        });
        await using var client = await Connections.OpenAsync(server.Address);

        for (var round = 0; round < 5; round++)
        {
            var text = new string('x', round * 7);
            var answer = await client.CallAsync(
                "allocate", new AllocateRequestProto { TrackingUrl = text }, AllocateRequestProto.Parser,
                TestContext.Current.CancellationToken);
            answer.TrackingUrl.Should().Be(text);
        }

        await server.Played;
    }

    [Fact]
    public async Task Several_frames_may_come_in_one_piece_and_one_frame_in_many()
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(new DigestServer(GoldenVectors.Token, "auth-conf", "3des"));
            var (first, second) = (await connection.ReceiveAsync(), await connection.ReceiveAsync());
            await connection.SendRawAsync((byte[])
                [.. Answer(first, 10), .. Answer(second, 20), .. Answer(await connection.ReceiveAsync(), 30)[..5]]);
        });
        await using var split = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(new DigestServer(GoldenVectors.Token, "auth-int"));
            foreach (var piece in Answer(await connection.ReceiveAsync(), 40).Chunk(7))
            {
                await connection.SendRawAsync(piece);
                await connection.SendRawAsync(Array.Empty<byte>());
            }
        });
        await using var together = await Connections.OpenAsync(server.Address);
        await using var apart = await Connections.OpenAsync(split.Address);

        var calls = new[] { AllocateAsync(together, 1), AllocateAsync(together, 2), AllocateAsync(together, 3) };

        (await calls[0]).ResponseId.Should().Be(10);
        (await calls[1]).ResponseId.Should().Be(20);
        await ((Func<Task>)(() => calls[2])).Should().ThrowAsync<IOException>("its frame was cut");
        (await AllocateAsync(apart, 4)).ResponseId.Should().Be(40);
    }

    [Fact]
    public async Task A_piece_larger_than_agreed_is_taken_and_our_own_keep_to_it()
    {
        var large = new string('y', 1 << 20);
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(new DigestServer(GoldenVectors.Token, "auth-conf", "rc4"));
            var call = await connection.ReceiveAsync();
            connection.Pieces.Should().HaveCountGreaterThan(16).And.OnlyContain(piece => piece <= 65536);
            await connection.AnswerAsync(call, call.Request(AllocateRequestProto.Parser));
        });
        await using var client = await Connections.OpenAsync(server.Address);

        var answer = await client.CallAsync(
            "allocate", new AllocateRequestProto { TrackingUrl = large }, AllocateRequestProto.Parser,
            TestContext.Current.CancellationToken);

        answer.TrackingUrl.Should().Be(large);
        await server.Played;
    }

    [Fact]
    public async Task Pings_are_protected_too()
    {
        var time = new WatchedTime();
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(new DigestServer(GoldenVectors.Token, "auth-int"));
            var call = await connection.ReceiveAsync();
            (await connection.ReceiveAsync()).IsPing.Should().BeTrue();
            connection.Pieces.Should().HaveCount(3);
            await connection.AnswerAsync(call, new AllocateResponseProto());
        });
        await using var client = await Connections.OpenAsync(server.Address, time: time);

        var answer = AllocateAsync(client, 0);
        await time.PassAsync(Connections.Patient.PingInterval);

        await answer;
        await server.Played;
    }

    [Fact]
    public async Task An_answer_without_protection_is_not_believed()
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(new DigestServer(GoldenVectors.Token, "auth-int"));
            await connection.SendUnprotectedAsync(Answer(await connection.ReceiveAsync(), 1));
        });
        await using var client = await Connections.OpenAsync(server.Address);

        await ((Func<Task>)(() => AllocateAsync(client, 0)))
            .Should().ThrowAsync<IOException>().WithMessage("*unprotected*");
    }

    static byte[] Answer(ScriptedCall call, int responseId) => RpcFrame.Write(
        ScriptedConnection.Success(call), new AllocateResponseProto { ResponseId = responseId });
}
