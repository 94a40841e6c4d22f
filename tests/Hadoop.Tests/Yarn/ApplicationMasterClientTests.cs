using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Tests.Http;
using FlinkYarn.Hadoop.Tests.Rpc.PlayingServer;
using FlinkYarn.Hadoop.Tests.Security;
using FlinkYarn.Hadoop.Yarn;
using Google.Protobuf;

namespace FlinkYarn.Hadoop.Tests.Yarn;

public sealed class ApplicationMasterClientTests
{
    static readonly ContainerShape Shape = new(Priority: 1, MemoryMb: 1024, VirtualCores: 1);
    static readonly ContainerShape Other = new(Priority: 2, MemoryMb: 2048, VirtualCores: 2);

    readonly EagerTime time = new();
    readonly PlayedScheduler scheduler = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_wanted_is_asked_for_and_what_comes_is_counted_once()
    {
        await using var server = Server(5);
        await using var client = await RegisteredAsync(server);
        client.Declare(Shape, 3);
        client.HasNews.Should().BeTrue();

        (await BeatAsync(client)).Allocated.Should().BeEmpty();
        scheduler.Give(Shape.Priority, 2);
        var news = await BeatAsync(client);
        await BeatAsync(client);
        client.Declare(Shape, client.Wanted(Shape) + 4);
        await BeatAsync(client);

        news.Allocated.Should().HaveCount(2).And.OnlyContain(
            container => container.Node == new YarnNodeId("node", 45454) && container.MemoryMb == 1024);
        scheduler.Requests.Select(request => request.Ask.SingleOrDefault()?.NumContainers)
            .Should().Equal(3, null, null, 5);
        scheduler.Rows[Shape.Priority].Should().Be(5);
        await server.Played;
    }

    [Fact]
    public async Task A_count_of_0_cancels_and_what_came_too_late_goes_back_with_the_next_heartbeat()
    {
        await using var server = Server(4);
        await using var client = await RegisteredAsync(server);
        client.Declare(Shape, 2);
        await BeatAsync(client);
        scheduler.Give(Shape.Priority, 1);
        client.Declare(Shape, 0);

        var surplus = (await BeatAsync(client)).Allocated.Single();
        client.Release(surplus.Id);
        client.HasNews.Should().BeTrue();
        var ended = (await BeatAsync(client)).Completed.Single();

        ended.Should().Be(new CompletedContainer(surplus.Id, -100, "Container released by application"));
        scheduler.Rows[Shape.Priority].Should().Be(0);
        client.IsWaiting.Should().BeFalse();
        await server.Played;
    }

    [Fact]
    public async Task A_lost_answer_is_fetched_with_the_same_words_and_counted_once()
    {
        await using var server = new ScriptedServer(
            async connection =>
            {
                await connection.AcceptAsync(GoldenVectors.Token);
                await scheduler.ServeAsync(connection, 2);
                scheduler.Give(Shape.Priority, 2);
                await scheduler.LoseAnswerAsync(connection);
            },
            connection => ServeAsync(connection, 2));
        await using var client = await RegisteredAsync(server);
        client.Declare(Shape, 3);
        await BeatAsync(client);
        client.Declare(Other, 1);

        var news = await BeatAsync(client);
        await BeatAsync(client);

        news.Allocated.Should().HaveCount(2);
        client.Wanted(Shape).Should().Be(1);
        scheduler.Requests.Should().HaveCount(4);
        scheduler.Requests[2].Should().Be(scheduler.Requests[1], "it was sent again as it was");
        scheduler.Processed.Should().Be(3);
        scheduler.Rows.Should().Equal(new Dictionary<int, int> { [1] = 1, [2] = 1 });
        await server.Played;
    }

    [Fact]
    public async Task A_heartbeat_that_was_given_up_is_made_again_before_anything_new_is_said()
    {
        using var giveUp = new CancellationTokenSource();
        await using var server = new ScriptedServer(
            async connection =>
            {
                await connection.AcceptAsync(GoldenVectors.Token);
                await scheduler.ServeAsync(connection, 1);
                await scheduler.LoseAnswerAsync(connection);
                await giveUp.CancelAsync();
                await scheduler.ServeAsync(connection, 2);
            });
        await using var client = await RegisteredAsync(server);
        client.Declare(Shape, 1);
        var given = () => client.HeartbeatAsync(0, giveUp.Token);
        await given.Should().ThrowAsync<OperationCanceledException>();
        client.Declare(Shape, 7);

        await BeatAsync(client);
        await BeatAsync(client);

        scheduler.Requests.Select(request => request.Ask.Single().NumContainers).Should().Equal(1, 1, 7);
        scheduler.Rows[Shape.Priority].Should().Be(7);
        await server.Played;
    }

    [Fact]
    public async Task Another_expected_id_is_followed_with_everything_that_is_still_wanted()
    {
        await using var server = Server(4);
        await using var client = await RegisteredAsync(server);
        client.Declare(Shape, 3);
        await BeatAsync(client);
        scheduler.ResponseId = 41;
        scheduler.Rows.Clear();

        await BeatAsync(client);

        scheduler.Requests[^1].ResponseId.Should().Be(41);
        scheduler.Rows[Shape.Priority].Should().Be(3);
        await server.Played;
    }

    [Fact]
    public async Task One_bad_row_refuses_the_whole_request_and_nothing_of_it_is_forgotten()
    {
        var huge = Other with { MemoryMb = 1_000_000 };
        await using var server = Server(4);
        await using var client = await RegisteredAsync(server);
        await BeatAsync(client);
        client.Declare(Shape, 2);
        client.Declare(huge, 1);
        var beat = () => BeatAsync(client);

        (await beat.Should().ThrowAsync<RemoteException>()).WithMessage("InvalidResourceRequestException*");
        client.HasNews.Should().BeTrue();
        (await beat.Should().ThrowAsync<RemoteException>()).WithMessage("InvalidResourceRequestException*");

        scheduler.Requests[2].Should().Be(scheduler.Requests[1]);
        scheduler.Requests[2].ResponseId.Should().Be(1, "a refused request does not advance the id");
        scheduler.Requests[2].Ask.Should().HaveCount(2);
        await server.Played;
    }

    [Fact]
    public async Task A_restarted_resource_manager_hears_everything_again_and_its_containers_have_an_epoch()
    {
        await using var server = new ScriptedServer(
            connection => ServeAsync(connection, 3),
            connection => ServeAsync(connection, 4));
        await using var client = await RegisteredAsync(server);
        client.Declare(Shape, 3);
        await BeatAsync(client);
        scheduler.Give(Shape.Priority, 1);
        var running = (await BeatAsync(client)).Allocated.Single();
        client.Release(running.Id);
        scheduler.Restart();

        await BeatAsync(client);
        scheduler.Give(Shape.Priority, 1);
        var later = (await BeatAsync(client)).Allocated.Single();

        scheduler.Registrations.Should().Be(2);
        scheduler.Requests[^2].ResponseId.Should().Be(0);
        scheduler.Requests[^2].Ask.Single().NumContainers.Should().Be(2);
        scheduler.Requests[^2].Release.Should().ContainSingle("nobody confirmed it yet");
        later.Id.ToString().Should().StartWith("container_e01_1795414646467_0005_01_");
        later.Id.Id.Should().BeGreaterThan(uint.MaxValue);
        await server.Played;
    }

    [Fact]
    public async Task When_the_active_fails_the_next_one_takes_over()
    {
        await using var first = new ScriptedServer(connection => ServeAsync(connection, 2));
        await using var second = new ScriptedServer(connection => ServeAsync(connection, 4));
        await using var client = new ApplicationMasterClient(
            [ScriptedServer.Nobody(), first.Address, second.Address], GoldenVectors.Token, Connections.Patient, time);
        await client.RegisterAsync("am", -1, "", Cancel);
        client.Declare(Shape, 3);
        await BeatAsync(client);
        await first.Played;
        scheduler.Restart();

        await BeatAsync(client);
        await BeatAsync(client);

        scheduler.Rows[Shape.Priority].Should().Be(3);
        await second.Played;
    }

    [Fact]
    public async Task A_registration_whose_answer_was_lost_has_taken_place()
    {
        await using var server = new ScriptedServer(
            async connection =>
            {
                await connection.AcceptAsync(GoldenVectors.Token);
                await scheduler.LoseAnswerAsync(connection);
            },
            connection => ServeAsync(connection, 2));
        await using var client = new ApplicationMasterClient(
            [server.Address], GoldenVectors.Token, Connections.Patient, time);

        var limit = await client.RegisterAsync("am", -1, "", Cancel);
        await BeatAsync(client);

        limit.Should().Be(new ContainerLimit(long.MaxValue, int.MaxValue), "YARN says the limit only once");
        scheduler.Registrations.Should().Be(1);
        scheduler.Processed.Should().Be(1);
    }

    [Fact]
    public async Task A_second_attempt_gets_the_containers_of_the_first_and_the_keys_to_their_nodes()
    {
        scheduler.Registration.ContainersFromPreviousAttempts.Add(PlayedScheduler.Container(2, priority: 1));
        scheduler.Registration.NmTokensFromPreviousAttempts.Add(NodeToken("node", "first"));
        await using var server = Server(3);
        await using var client = await RegisteredAsync(server);
        var answer = scheduler.Give(1, 0);
        answer.ContainersFromPreviousAttempts.Add(PlayedScheduler.Container(3, priority: 1));
        answer.CompletedContainerStatuses.Add(new ContainerStatusProto
        {
            ContainerId = PlayedScheduler.Container(1, 0).Id, ExitStatus = 1, Diagnostics = "the attempt before",
        });

        var news = await BeatAsync(client);

        news.Previous.Select(container => container.Id.Number).Should().Equal(2, 3);
        news.Completed.Single().Id.Number.Should().Be(1);
        client.NodeTokens.Get(new YarnNodeId("node", 45454)).Service.Should().Be("first");
        (await BeatAsync(client)).Previous.Should().BeEmpty();
    }

    [Theory]
    [InlineData(RemoteExceptions.InvalidToken, "appattempt_1_0005_000001 not found in AMRMTokenSecretManager.")]
    [InlineData(RemoteExceptions.AttemptNotFound, "Application attempt appattempt_1_0005_000001 doesn't exist")]
    [InlineData(RemoteExceptions.InvalidRequest, "Application doesn't exist in cache appattempt_1_0005_000001")]
    public async Task An_attempt_that_was_replaced_is_over_at_every_call(string className, string message)
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(GoldenVectors.Token);
            for (var call = 0; call < 3; call++)
            {
                await connection.FailAsync(await connection.ReceiveAsync(), className, message);
            }
        });
        await using var client = new ApplicationMasterClient(
            [server.Address], GoldenVectors.Token, Connections.Patient, time);
        Func<Task>[] calls =
        [
            () => client.RegisterAsync("am", -1, "", Cancel), () => BeatAsync(client),
            () => client.FinishAsync(FinalApplicationStatusProto.AppSucceeded, "", Cancel),
        ];

        foreach (var call in calls)
        {
            (await call.Should().ThrowAsync<AttemptOverException>()).WithMessage($"*{message}");
        }

        await server.Played;
    }

    [Fact]
    public async Task A_token_that_is_refused_at_connecting_ends_the_attempt_too()
    {
        await using var server = new ScriptedServer(async connection =>
        {
            var refuse = () => connection.AcceptAsync(GoldenVectors.Token with { Password = new byte[20] });
            await refuse.Should().ThrowAsync<InvalidOperationException>();
        });
        await using var client = new ApplicationMasterClient(
            [server.Address], GoldenVectors.Token, Connections.Patient, time);

        var register = () => client.RegisterAsync("am", -1, "", Cancel);

        await register.Should().ThrowAsync<AttemptOverException>();
        await server.Played;
    }

    [Fact]
    public async Task A_renewed_token_that_comes_with_29_answers_is_used_at_the_next_connection()
    {
        var renewed = GoldenVectors.Token with { Identifier = "new"u8.ToArray(), Password = "key"u8.ToArray() };
        await using var server = new ScriptedServer(
            connection => ServeAsync(connection, 30),
            async connection =>
            {
                await connection.AcceptAsync(renewed);
                await scheduler.ServeAsync(connection, 1);
            });
        await using var client = await RegisteredAsync(server);

        for (var beat = 0; beat < 30; beat++)
        {
            scheduler.Give(1, 0).AmRmToken = new TokenProto
            {
                Identifier = ByteString.CopyFrom(renewed.Identifier.Span),
                Password = ByteString.CopyFrom(renewed.Password.Span),
                Kind = "YARN_AM_RM_TOKEN",
                Service = "",
            };
            await BeatAsync(client);
        }

        scheduler.Processed.Should().Be(30);
        await server.Played;
    }

    [Fact]
    public async Task An_order_to_resync_is_followed_like_a_restart_and_an_order_to_stop_ends_the_attempt()
    {
        await using var server = Server(7);
        await using var client = await RegisteredAsync(server);
        client.Declare(Shape, 2);
        await BeatAsync(client);
        scheduler.Give(1, 0).AMCommand = AMCommandProto.AmResync;
        scheduler.Rows.Clear();

        await BeatAsync(client);
        scheduler.Give(1, 0).AMCommand = AMCommandProto.AmShutdown;
        var stop = () => BeatAsync(client);

        await stop.Should().ThrowAsync<AttemptOverException>().WithMessage("*AmShutdown*");
        scheduler.Rows[Shape.Priority].Should().Be(2);
    }

    [Fact]
    public async Task A_scheduler_that_forgets_us_again_and_again_is_given_up()
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(GoldenVectors.Token);
            await scheduler.ServeAsync(connection, 1);
            while (true)
            {
                scheduler.IsRegistered = false;
                await scheduler.ServeAsync(connection, 1);
            }
        });
        await using var client = await RegisteredAsync(server);
        var beat = () => BeatAsync(client);

        (await beat.Should().ThrowAsync<RemoteException>()).Which.ClassName.Should().Be(RemoteExceptions.NotRegistered);
        scheduler.Requests.Should().HaveCount(6);
    }

    [Fact]
    public async Task Finishing_is_repeated_soon_and_then_less_often_until_yarn_has_written_it_down()
    {
        scheduler.FinishDelay = 2;
        await using var server = Server(4);
        await using var client = await RegisteredAsync(server);

        await client.FinishAsync(FinalApplicationStatusProto.AppSucceeded, "done", Cancel);

        time.Delays.Should().Equal(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(10));
        await server.Played;
    }

    [Fact]
    public async Task Finishing_survives_a_restart_of_the_resource_manager()
    {
        await using var server = new ScriptedServer(
            async connection =>
            {
                await connection.AcceptAsync(GoldenVectors.Token);
                await scheduler.ServeAsync(connection, 1);
                await connection.ReceiveAsync();
                scheduler.Restart();
            },
            connection => ServeAsync(connection, 3));
        await using var client = await RegisteredAsync(server);

        await client.FinishAsync(FinalApplicationStatusProto.AppFailed, "cause", Cancel);

        scheduler.Registrations.Should().Be(2);
        await server.Played;
    }

    [Fact]
    public async Task Finishing_that_is_never_confirmed_is_given_up_after_the_budget()
    {
        scheduler.FinishDelay = int.MaxValue;
        await using var server = Server(1000);
        await using var client = await RegisteredAsync(server);

        var finish = () => client.FinishAsync(FinalApplicationStatusProto.AppSucceeded, "", Cancel);

        (await finish.Should().ThrowAsync<IOException>()).WithMessage("*did not confirm*00:00:05*");
        time.Delays.Should().HaveCountGreaterThan(49);
    }

    ScriptedServer Server(int calls) => new(connection => ServeAsync(connection, calls));

    async Task ServeAsync(ScriptedConnection connection, int calls)
    {
        await connection.AcceptAsync(GoldenVectors.Token);
        await scheduler.ServeAsync(connection, calls);
    }

    async Task<ApplicationMasterClient> RegisteredAsync(ScriptedServer server)
    {
        var client = new ApplicationMasterClient(
            [server.Address], GoldenVectors.Token, Connections.Patient with { RetryBudget = TimeSpan.FromSeconds(5) },
            time);
        (await client.RegisterAsync("am", -1, "", Cancel)).Should().Match<ContainerLimit>(
            limit => limit.MemoryMb == 8192 && limit.VirtualCores == 4);
        return client;
    }

    static Task<AllocationNews> BeatAsync(ApplicationMasterClient client) => client.HeartbeatAsync(0.5f, Cancel);

    static NMTokenProto NodeToken(string host, string service) => new()
    {
        NodeId = new NodeIdProto { Host = host, Port = 45454 },
        Token = new TokenProto
        {
            Identifier = ByteString.CopyFromUtf8("id"),
            Password = ByteString.CopyFromUtf8("pw"),
            Kind = "NMToken",
            Service = service,
        },
    };
}
