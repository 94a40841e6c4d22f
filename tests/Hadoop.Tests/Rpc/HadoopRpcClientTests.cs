using System.Net;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Security;
using FlinkYarn.Hadoop.Tests.Http;
using FlinkYarn.Hadoop.Tests.Rpc.PlayingServer;
using FlinkYarn.Hadoop.Tests.Security;
using RpcStatus = FlinkYarn.Hadoop.Proto.RpcResponseHeaderProto.Types.RpcStatusProto;

namespace FlinkYarn.Hadoop.Tests.Rpc;

public sealed class HadoopRpcClientTests
{
    readonly EagerTime time = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_standby_that_does_not_listen_is_passed_over()
    {
        await using var active = new ScriptedServer(connection => AnswerAsync(connection, 1));
        await using var client = Client([ScriptedServer.Nobody(), active.Address]);

        (await CallAsync(client)).ResponseId.Should().Be(1);

        time.Delays.Should().Equal(Connections.Patient.RetryDelay);
        await active.Played;
    }

    [Theory]
    [InlineData(RemoteExceptions.Standby, RpcStatus.Error)]
    [InlineData(RemoteExceptions.Retriable, RpcStatus.Error)]
    [InlineData(RemoteExceptions.Standby, RpcStatus.Fatal)]
    [InlineData(RemoteExceptions.RpcServer, RpcStatus.Fatal)]
    public async Task A_server_that_sends_one_elsewhere_is_followed_by_the_next(string className, RpcStatus status)
    {
        await using var first = new ScriptedServer(connection => FailAsync(connection, className, status));
        await using var second = new ScriptedServer(connection => AnswerAsync(connection, 2));
        await using var client = Client([first.Address, second.Address]);

        (await CallAsync(client)).ResponseId.Should().Be(2);

        await first.Played;
        await second.Played;
    }

    [Theory]
    [InlineData(RemoteExceptions.InvalidToken, RpcStatus.Fatal)]
    [InlineData(RemoteExceptions.RpcServer, RpcStatus.Error)]
    [InlineData("org.apache.hadoop.security.AccessControlException", RpcStatus.Error)]
    public async Task A_refusal_that_another_server_would_repeat_is_thrown_at_once(string className, RpcStatus status)
    {
        await using var first = new ScriptedServer(connection => FailAsync(connection, className, status));
        await using var client = Client([first.Address, ScriptedServer.Nobody()]);

        var call = () => CallAsync(client);

        (await call.Should().ThrowAsync<RemoteException>()).Which.ClassName.Should().Be(className);
        time.Delays.Should().BeEmpty();
    }

    [Fact]
    public async Task A_call_whose_connection_breaks_is_made_again()
    {
        await using var server = new ScriptedServer(
            async connection =>
            {
                await connection.AcceptAsync(GoldenVectors.Token);
                await connection.ReceiveAsync();
            },
            connection => AnswerAsync(connection, 3));
        await using var client = Client([server.Address]);

        (await CallAsync(client)).ResponseId.Should().Be(3);
        await server.Played;
    }

    [Fact]
    public async Task One_connection_serves_all_calls()
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(GoldenVectors.Token);
            for (var call = 0; call < 3; call++)
            {
                var received = await connection.ReceiveAsync();
                received.Id.Should().Be(call);
                await connection.AnswerAsync(received, new AllocateResponseProto { ResponseId = call });
            }
        });
        await using var client = Client([server.Address]);

        for (var call = 0; call < 3; call++)
        {
            (await CallAsync(client)).ResponseId.Should().Be(call);
        }

        await server.Played;
    }

    [Fact]
    public async Task A_new_connection_takes_the_token_of_the_day()
    {
        var tomorrow = GoldenVectors.Token with { Password = new byte[20] };
        var today = GoldenVectors.Token;
        await using var server = new ScriptedServer(
            connection => AnswerAsync(connection, 1),
            async connection =>
            {
                await connection.AcceptAsync(tomorrow);
                await connection.AnswerAsync(
                    await connection.ReceiveAsync(), new AllocateResponseProto { ResponseId = 2 });
            });
        await using var client = new HadoopRpcClient(
            [server.Address], RpcProtocol.ApplicationMaster, () => new TokenAuthentication(today), Connections.Patient,
            time);

        await CallAsync(client);
        today = tomorrow;

        (await CallAsync(client)).ResponseId.Should().Be(2);
        await server.Played;
    }

    [Fact]
    public async Task When_the_budget_is_used_up_the_addresses_and_the_last_reason_are_told()
    {
        DnsEndPoint[] nobody = [ScriptedServer.Nobody(), ScriptedServer.Nobody()];
        await using var client = Client(nobody);

        var call = () => CallAsync(client);

        (await call.Should().ThrowAsync<IOException>()).WithMessage(
            $"allocate: none of 127.0.0.1:{nobody[0].Port}, 127.0.0.1:{nobody[1].Port} answered within 00:00:10*"
            + "refused*");
        time.Delays.Should().HaveCountGreaterThan(19).And.OnlyContain(delay => delay == Connections.Patient.RetryDelay);
    }

    HadoopRpcClient Client(IReadOnlyList<DnsEndPoint> addresses) => new(
        addresses, RpcProtocol.ApplicationMaster, () => Connections.Token,
        Connections.Patient with { RetryBudget = TimeSpan.FromSeconds(10) }, time);

    static Task<AllocateResponseProto> CallAsync(HadoopRpcClient client) =>
        client.CallAsync("allocate", new AllocateRequestProto(), AllocateResponseProto.Parser, Cancel);

    static async Task AnswerAsync(ScriptedConnection connection, int responseId)
    {
        await connection.AcceptAsync(GoldenVectors.Token);
        await connection.AnswerAsync(
            await connection.ReceiveAsync(), new AllocateResponseProto { ResponseId = responseId });
    }

    static async Task FailAsync(ScriptedConnection connection, string className, RpcStatus status)
    {
        await connection.AcceptAsync(GoldenVectors.Token);
        await connection.FailAsync(await connection.ReceiveAsync(), className, "no", status);
    }
}
