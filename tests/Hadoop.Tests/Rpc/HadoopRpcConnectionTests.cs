using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Tests.Http;
using FlinkYarn.Hadoop.Tests.Rpc.PlayingServer;
using FlinkYarn.Hadoop.Tests.Security;
using Google.Protobuf;
using RpcStatus = FlinkYarn.Hadoop.Proto.RpcResponseHeaderProto.Types.RpcStatusProto;

namespace FlinkYarn.Hadoop.Tests.Rpc;

public sealed class HadoopRpcConnectionTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_in_another_order_than_the_calls_reach_the_right_ones()
    {
        const int count = 50;
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(GoldenVectors.Token);
            var calls = new List<ScriptedCall>();
            for (var index = 0; index < count; index++)
            {
                calls.Add(await connection.ReceiveAsync());
            }

            foreach (var call in Enumerable.Reverse(calls))
            {
                var asked = call.Request(AllocateRequestProto.Parser).ResponseId;
                await connection.AnswerAsync(call, new AllocateResponseProto { ResponseId = asked + 1000 });
            }
        });
        await using var client = await Connections.OpenAsync(server.Address);

        var answers = await Task.WhenAll(Enumerable.Range(0, count).Select(id => AllocateAsync(client, id)));

        answers.Select(answer => answer.ResponseId).Should().Equal(Enumerable.Range(1000, count));
        await server.Played;
    }

    [Fact]
    public async Task One_calls_failure_leaves_the_others_and_the_connection_alone()
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(GoldenVectors.Token);
            await connection.FailAsync(
                await connection.ReceiveAsync(), "org.apache.hadoop.yarn.exceptions.YarnException",
                "first line\nsecond line\n\tat a.B.c(B.java:1)\nCaused by: d\n\tat e");
            await connection.AnswerAsync(await connection.ReceiveAsync(), new AllocateResponseProto());
            await connection.UntilClosedAsync();
        });
        await using var client = await Connections.OpenAsync(server.Address);

        var failing = () => AllocateAsync(client, 0);

        var failure = (await failing.Should().ThrowAsync<RemoteException>()).Which;
        failure.RemoteMessage.Should().Be("first line\nsecond line");
        failure.IsFatal.Should().BeFalse();
        await AllocateAsync(client, 1);
        client.IsOpen.Should().BeTrue();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    public async Task A_fatal_answer_fails_every_call_with_the_servers_class_and_first_line(int callId)
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(GoldenVectors.Token);
            await connection.ReceiveAsync();
            await connection.ReceiveAsync();
            await connection.SendAsync(ScriptedConnection.Header(
                callId, RpcStatus.Fatal, "org.apache.hadoop.ipc.RPC$VersionMismatch", "too old\n\tat x"));
        });
        await using var client = await Connections.OpenAsync(server.Address);

        var calls = new[] { AllocateAsync(client, 0), AllocateAsync(client, 1) };

        foreach (var call in calls)
        {
            var failure = (await ((Func<Task>)(() => call)).Should().ThrowAsync<RemoteException>()).Which;
            failure.Message.Should().Be("VersionMismatch: too old");
            failure.IsFatal.Should().BeTrue();
        }

        client.IsOpen.Should().BeFalse();
    }

    [Fact]
    public async Task A_server_that_closes_in_the_middle_fails_all_calls_that_wait()
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(GoldenVectors.Token);
            await connection.ReceiveAsync();
            await connection.ReceiveAsync();
            await connection.SendRawAsync(new byte[] { 0, 0, 1, 0, 8 });
        });
        await using var client = await Connections.OpenAsync(server.Address);

        var calls = new[] { AllocateAsync(client, 0), AllocateAsync(client, 1) };

        foreach (var call in calls)
        {
            await ((Func<Task>)(() => call)).Should().ThrowAsync<IOException>().WithMessage("*connection broke*");
        }

        await ((Func<Task>)(() => AllocateAsync(client, 2))).Should().ThrowAsync<IOException>();
    }

    [Fact]
    public async Task A_waiting_call_pings_and_expects_no_reply_to_it()
    {
        var time = new WatchedTime();
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(GoldenVectors.Token);
            var call = await connection.ReceiveAsync();
            for (var ping = 0; ping < 3; ping++)
            {
                var sign = await connection.ReceiveAsync();
                sign.IsPing.Should().BeTrue();
                sign.Content.Length.Should().Be(0);
                sign.Header.RetryCount.Should().Be(-1);
            }

            await connection.AnswerAsync(call, new AllocateResponseProto { ResponseId = 7 });
        });
        await using var client = await Connections.OpenAsync(server.Address, time: time);

        var answer = AllocateAsync(client, 0);
        for (var ping = 0; ping < 3; ping++)
        {
            await time.PassAsync(Connections.Patient.PingInterval);
        }

        (await answer).ResponseId.Should().Be(7);
        await server.Played;
    }

    [Fact]
    public async Task A_call_without_an_answer_is_given_up_and_its_late_answer_harms_nobody()
    {
        var time = new WatchedTime();
        var isGivenUp = new TaskCompletionSource();
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(GoldenVectors.Token);
            var late = await connection.ReceiveAsync();
            await isGivenUp.Task;
            await connection.AnswerAsync(late, new AllocateResponseProto { ResponseId = 1 });
            await connection.AnswerAsync(await connection.ReceiveAsync(), new AllocateResponseProto { ResponseId = 2 });
        });
        var options = Connections.Patient with { PingInterval = TimeSpan.FromHours(1) };
        await using var client = await Connections.OpenAsync(server.Address, time: time, options: options);

        var late = AllocateAsync(client, 0);
        await time.PassAsync(options.CallTimeout);

        await ((Func<Task>)(() => late)).Should().ThrowAsync<IOException>().WithMessage("allocate was not answered*");
        isGivenUp.SetResult();
        (await AllocateAsync(client, 1)).ResponseId.Should().Be(2);
    }

    [Fact]
    public async Task An_empty_answer_is_one_zero_byte()
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(GoldenVectors.Token);
            var call = await connection.ReceiveAsync();
            var frame = RpcFrame.Write(ScriptedConnection.Success(call), new AllocateResponseProto());
            frame[^1].Should().Be(0);
            await connection.SendRawAsync(frame);
        });
        await using var client = await Connections.OpenAsync(server.Address);

        (await AllocateAsync(client, 0)).Should().Be(new AllocateResponseProto());
    }

    [Fact]
    public async Task Bytes_after_an_answer_break_the_connection_because_the_sides_disagree()
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(GoldenVectors.Token);
            var call = await connection.ReceiveAsync();
            await connection.SendAsync(
                ScriptedConnection.Success(call), new AllocateResponseProto(), new AllocateResponseProto());
        });
        await using var client = await Connections.OpenAsync(server.Address);

        var call = () => AllocateAsync(client, 0);

        await call.Should().ThrowAsync<IOException>().WithMessage("*1 bytes stand after the answer to allocate*");
        client.IsOpen.Should().BeFalse();
    }

    [Theory]
    [InlineData("0408001000")]
    [InlineData("00")]
    [InlineData("0210")]
    [InlineData("05ffffffff0f")]
    [InlineData("04ffffffff")]
    public async Task A_damaged_answer_breaks_the_connection_and_leaves_no_call_waiting(string content)
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(GoldenVectors.Token);
            await connection.ReceiveAsync();
            var bytes = Convert.FromHexString(content);
            await connection.SendRawAsync((byte[])[0, 0, 0, (byte)bytes.Length, .. bytes]);
            await connection.UntilClosedAsync();
        });
        var client = await Connections.OpenAsync(server.Address);

        var call = () => AllocateAsync(client, 0).WaitAsync(TimeSpan.FromSeconds(10));

        await call.Should().ThrowAsync<IOException>();
        await client.DisposeAsync();
    }

    [Fact]
    public async Task An_answer_to_another_client_breaks_the_connection()
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(GoldenVectors.Token);
            var header = ScriptedConnection.Success(await connection.ReceiveAsync());
            header.ClientId = ByteString.CopyFrom(new byte[16]);
            await connection.SendAsync(header, new AllocateResponseProto());
        });
        await using var client = await Connections.OpenAsync(server.Address);

        await ((Func<Task>)(() => AllocateAsync(client, 0)))
            .Should().ThrowAsync<IOException>().WithMessage("*another client*");
    }

    [Fact]
    public async Task A_server_of_another_protocol_is_recognised()
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.ReadPreambleAsync();
            await connection.SendUnprotectedAsync("HTTP/1.1 404 Not Found\r\n\r\n"u8.ToArray());
        });

        var open = () => Connections.OpenAsync(server.Address);

        await open.Should().ThrowAsync<IOException>().WithMessage("*does not speak Hadoop RPC 9*");
    }

    [Fact]
    public async Task A_call_that_is_given_up_leaves_the_connection_to_the_others()
    {
        using var giveUp = new CancellationTokenSource();
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(GoldenVectors.Token);
            await connection.ReceiveAsync();
            await giveUp.CancelAsync();
            await connection.AnswerAsync(await connection.ReceiveAsync(), new AllocateResponseProto { ResponseId = 2 });
        });
        await using var client = await Connections.OpenAsync(server.Address);

        var given = () => client.CallAsync(
            "allocate", new AllocateRequestProto(), AllocateResponseProto.Parser, giveUp.Token);

        await given.Should().ThrowAsync<OperationCanceledException>();
        (await AllocateAsync(client, 1)).ResponseId.Should().Be(2);
    }

    [Fact]
    public async Task Closing_fails_the_calls_that_wait_and_may_be_done_twice()
    {
        var isAsked = new TaskCompletionSource();
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(GoldenVectors.Token);
            await connection.ReceiveAsync();
            isAsked.SetResult();
            await connection.UntilClosedAsync();
        });
        var client = await Connections.OpenAsync(server.Address);
        var call = AllocateAsync(client, 0);
        await isAsked.Task;

        await client.DisposeAsync();
        await client.DisposeAsync();

        await ((Func<Task>)(() => call)).Should().ThrowAsync<IOException>().WithMessage("*was closed*");
        await ((Func<Task>)(() => AllocateAsync(client, 1))).Should().ThrowAsync<IOException>();
        await server.Played;
    }

    [Fact]
    public async Task A_server_that_takes_nothing_any_more_does_not_hold_up_closing()
    {
        var isClosed = new TaskCompletionSource();
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(GoldenVectors.Token);
            await isClosed.Task;
        });
        var client = await Connections.OpenAsync(server.Address);

        // More than the sockets hold while the other side does not read.
        var large = new AllocateRequestProto { TrackingUrl = new string('x', 32 << 20) };
        var calls = Enumerable.Range(0, 4).Select(_ => client.CallAsync(
            "allocate", large, AllocateResponseProto.Parser, Cancel)).ToArray();
        await client.DisposeAsync();
        isClosed.SetResult();

        foreach (var call in calls)
        {
            await ((Func<Task>)(() => call)).Should().ThrowAsync<IOException>();
        }
    }

    internal static Task<AllocateResponseProto> AllocateAsync(HadoopRpcConnection client, int responseId) =>
        client.CallAsync(
            "allocate", new AllocateRequestProto { ResponseId = responseId }, AllocateResponseProto.Parser, Cancel);
}
