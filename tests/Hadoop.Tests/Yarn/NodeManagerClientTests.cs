using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Security;
using FlinkYarn.Hadoop.Tests.Http;
using FlinkYarn.Hadoop.Tests.Rpc.PlayingServer;
using FlinkYarn.Hadoop.Yarn;

namespace FlinkYarn.Hadoop.Tests.Yarn;

public sealed class NodeManagerClientTests : IAsyncDisposable
{
    static readonly HadoopToken NodeToken = new("nm"u8.ToArray(), "secret"u8.ToArray(), HadoopToken.NmKind, "node");
    static readonly HadoopToken AmToken = new("am"u8.ToArray(), "secret"u8.ToArray(), HadoopToken.AmRmKind, "");

    readonly WatchedTime time = new();
    readonly NodeTokens tokens = new();
    readonly NodeManagerClient client;

    public NodeManagerClientTests() => client = new NodeManagerClient(tokens, Connections.Patient, time);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => client.DisposeAsync();

    [Fact]
    public async Task A_container_is_started_with_its_own_token_untouched_and_without_the_application_masters()
    {
        StartContainerRequestProto? start = null;
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(NodeToken);
            connection.Context.Protocol.Should().Be("org.apache.hadoop.yarn.api.ContainerManagementProtocolPB");
            var call = await connection.ReceiveAsync();
            call.Method.Should().Be("startContainers");
            start = call.Request(StartContainersRequestProto.Parser).StartContainerRequest.Single();
            await connection.AnswerAsync(call, new StartContainersResponseProto());
        });
        var container = Container(server, 1);
        var credentials = new CredentialsFile([("", AmToken), ("hdfs", NodeToken)], []).ForContainers();

        var launch = Launch() with { Credentials = credentials, Acls = new ContainerAcls("alice ops", "*") };
        await client.StartAsync(container, launch, Cancel);

        start!.ContainerLaunchContext.ApplicationACLs.Select(acl => (acl.AccessType, acl.Acl)).Should().Equal(
            (ApplicationAccessTypeProto.AppaccessViewApp, "alice ops"),
            (ApplicationAccessTypeProto.AppaccessModifyApp, "*"));

        start!.ContainerToken.Should().Be(PlayedScheduler.Container(1, 0).ContainerToken);
        CredentialsFile.Read(start.ContainerLaunchContext.Tokens.Span).Tokens
            .Should().ContainSingle().Which.Alias.Should().Be("hdfs");
        start.ContainerLaunchContext.Command.Should().Equal("exec ./app");
        await server.Played;
    }

    [Fact]
    public async Task Containers_of_a_node_share_one_connection_and_one_token()
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(NodeToken);
            for (var call = 0; call < 6; call++)
            {
                await StartedAsync(connection);
            }
        });

        await Task.WhenAll(Enumerable.Range(1, 5).Select(id => StartAsync(server, id)));
        await StartAsync(server, 6);

        await server.Played;
    }

    [Fact]
    public async Task A_connection_that_was_idle_for_10_seconds_is_closed_and_the_token_is_good_for_the_next()
    {
        await using var server = new ScriptedServer(
            async connection =>
            {
                await connection.AcceptAsync(NodeToken);
                await StartedAsync(connection);
                await connection.UntilClosedAsync();
            },
            async connection =>
            {
                await connection.AcceptAsync(NodeToken);
                await StartedAsync(connection);
            });

        await StartAsync(server, 1);
        time.Advance(TimeSpan.FromSeconds(9.9));
        time.Advance(TimeSpan.FromSeconds(0.1));
        time.Advance(TimeSpan.FromMinutes(10));
        await StartAsync(server, 2);

        await server.Played;
    }

    [Fact]
    public async Task A_connection_is_not_idle_while_a_call_waits()
    {
        var isAsked = new TaskCompletionSource();
        var isLate = new TaskCompletionSource();
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(NodeToken);
            await StartedAsync(connection);
            var slow = await connection.ReceiveAsync();
            isAsked.SetResult();
            await isLate.Task;
            await connection.AnswerAsync(slow, new StartContainersResponseProto());
        });
        await StartAsync(server, 1);

        var slow = StartAsync(server, 2);
        await isAsked.Task;
        time.Advance(TimeSpan.FromSeconds(30));
        isLate.SetResult();

        await slow;
        await server.Played;
    }

    [Fact]
    public async Task A_connection_that_the_node_closed_meanwhile_is_opened_again()
    {
        await using var server = new ScriptedServer(
            async connection =>
            {
                await connection.AcceptAsync(NodeToken);
                await StartedAsync(connection);
            },
            async connection =>
            {
                await connection.AcceptAsync(NodeToken);
                await StartedAsync(connection);
            });

        await StartAsync(server, 1);
        await StartAsync(server, 2);

        await server.Played;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_start_whose_answer_was_lost_is_repeated_and_a_refusal_then_is_looked_into(bool wasTaken)
    {
        await using var server = new ScriptedServer(
            async connection =>
            {
                await connection.AcceptAsync(NodeToken);
                await StartedAsync(connection);
                await connection.ReceiveAsync();
            },
            async connection =>
            {
                await connection.AcceptAsync(NodeToken);
                var again = await connection.ReceiveAsync();
                await connection.AnswerAsync(again, Refusal("Attempt to relaunch the same container with id c_2."));
                var question = await connection.ReceiveAsync();
                question.Method.Should().Be("getContainerStatuses");
                var known = new GetContainerStatusesResponseProto();
                known.Status.AddRange(wasTaken ? [new ContainerStatusProto()] : []);
                await connection.AnswerAsync(question, known);
            });
        await StartAsync(server, 1);

        var start = () => StartAsync(server, 2);

        if (wasTaken)
        {
            await start.Should().NotThrowAsync();
        }
        else
        {
            await start.Should().ThrowAsync<ContainerRefusedException>();
        }

        await server.Played;
    }

    [Fact]
    public async Task A_second_start_of_a_container_is_refused_in_the_nodes_words()
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(NodeToken);
            await connection.AnswerAsync(
                await connection.ReceiveAsync(), Refusal("Attempt to relaunch the same container with id c_1."));
        });

        var start = () => StartAsync(server, 1);

        (await start.Should().ThrowAsync<ContainerRefusedException>()).WithMessage(
            "container_1795414646467_0005_01_000001: Attempt to relaunch the same container with id c_1.");
    }

    [Fact]
    public async Task A_containers_token_of_another_node_fails_the_call_and_spares_the_connection()
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(NodeToken);
            await connection.FailAsync(
                await connection.ReceiveAsync(), RemoteExceptions.InvalidToken, "Given Container token is for node2");
            await StartedAsync(connection);
        });
        var foreign = () => StartAsync(server, 1);

        (await foreign.Should().ThrowAsync<RemoteException>()).Which.ClassName.Should().Be(
            RemoteExceptions.InvalidToken);
        await StartAsync(server, 2);

        await server.Played;
    }

    [Fact]
    public async Task Another_nodes_key_is_refused_at_the_door_and_a_renewed_one_opens_it()
    {
        await using var server = new ScriptedServer(
            async connection =>
            {
                var refuse = () => connection.AcceptAsync(NodeToken);
                await refuse.Should().ThrowAsync<InvalidOperationException>();
            },
            async connection =>
            {
                await connection.AcceptAsync(NodeToken);
                await StartedAsync(connection);
            });
        var start = () => StartAsync(server, 1, AmToken);

        (await start.Should().ThrowAsync<RemoteException>()).Which.ClassName.Should().Be(RemoteExceptions.InvalidToken);
        await StartAsync(server, 1);

        await server.Played;
    }

    [Fact]
    public async Task A_node_that_is_away_fails_all_that_wait_for_it_at_once()
    {
        var node = ScriptedServer.Nobody();
        AddToken(new YarnNodeId(node.Host, node.Port), NodeToken);
        var starts = Enumerable.Range(1, 5).Select(id => client.StartAsync(
            AllocatedContainer.Of(PlayedScheduler.Container(id, 0)) with
            {
                Node = new YarnNodeId(node.Host, node.Port),
            },
            Launch(), Cancel)).ToArray();

        foreach (var start in starts)
        {
            (await ((Func<Task>)(() => start)).Should().ThrowAsync<IOException>()).WithMessage(
                $"*:{node.Port}*refused*");
        }
    }

    [Fact]
    public async Task A_node_that_yarn_gave_no_token_for_is_named()
    {
        var start = () => client.StartAsync(
            AllocatedContainer.Of(PlayedScheduler.Container(1, 0)), Launch(), Cancel);

        await start.Should().ThrowAsync<InvalidOperationException>().WithMessage("*no token*node:45454*");
    }

    [Fact]
    public async Task Stopping_names_the_container_and_an_unknown_one_is_told()
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(NodeToken);
            var first = await connection.ReceiveAsync();
            first.Method.Should().Be("stopContainers");
            first.Request(StopContainersRequestProto.Parser).ContainerId.Should().ContainSingle();
            await connection.AnswerAsync(first, new StopContainersResponseProto());
            var unknown = new StopContainersResponseProto();
            unknown.FailedRequests.AddRange(Refusal("is not handled by this NodeManager").FailedRequests);
            await connection.AnswerAsync(await connection.ReceiveAsync(), unknown);
        });
        var container = Container(server, 1);
        var stop = () => client.StopAsync(container.Id, container.Node, Cancel);

        await stop.Should().NotThrowAsync();
        await stop.Should().ThrowAsync<ContainerRefusedException>().WithMessage("*not handled by this NodeManager");
    }

    [Fact]
    public async Task Closing_ends_the_connections_and_takes_no_more_calls()
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(NodeToken);
            await StartedAsync(connection);
            await connection.UntilClosedAsync();
        });
        await StartAsync(server, 1);

        await client.DisposeAsync();

        await server.Played;
        await ((Func<Task>)(() => StartAsync(server, 2))).Should().ThrowAsync<IOException>().WithMessage("*is closed*");
    }

    Task StartAsync(ScriptedServer server, int id, HadoopToken? token = null) =>
        client.StartAsync(Container(server, id, token), Launch(), Cancel);

    AllocatedContainer Container(ScriptedServer server, int id, HadoopToken? token = null)
    {
        var node = new YarnNodeId(server.Address.Host, server.Address.Port);
        if (id == 1)
        {
            // YARN sends it with the first container of a node only.
            AddToken(node, token ?? NodeToken);
        }

        return AllocatedContainer.Of(PlayedScheduler.Container(id, 0)) with { Node = node };
    }

    void AddToken(YarnNodeId node, HadoopToken token) => tokens.Add([new NMTokenProto
    {
        NodeId = new NodeIdProto { Host = node.Host, Port = node.Port },
        Token = token.ToProto(),
    }]);

    static async Task StartedAsync(ScriptedConnection connection) =>
        await connection.AnswerAsync(await connection.ReceiveAsync(), new StartContainersResponseProto());

    static StartContainersResponseProto Refusal(string reason) => new()
    {
        FailedRequests =
        {
            new ContainerExceptionMapProto { Exception = new SerializedExceptionProto { Message = reason } },
        },
    };

    static ContainerLaunch Launch() => new()
    {
        Command = "exec ./app",
        Environment = new Dictionary<string, string>(),
        Files = new Dictionary<string, ContainerFile>(),
        Credentials = CredentialsFile.Empty,
    };
}
