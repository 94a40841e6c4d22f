using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Security;
using FlinkYarn.Hadoop.Tests.Rpc.PlayingServer;
using FlinkYarn.Hadoop.Tests.Security;
using Google.Protobuf;
using RpcStatus = FlinkYarn.Hadoop.Proto.RpcResponseHeaderProto.Types.RpcStatusProto;
using SaslAuth = FlinkYarn.Hadoop.Proto.RpcSaslProto.Types.SaslAuth;
using SaslState = FlinkYarn.Hadoop.Proto.RpcSaslProto.Types.SaslState;

namespace FlinkYarn.Hadoop.Tests.Rpc;

public sealed class SaslNegotiationTests
{
    const string AccessControl = "org.apache.hadoop.security.AccessControlException";

    static readonly SaslAuth Simple = new() { Method = "SIMPLE", Mechanism = "" };

    [Fact]
    public async Task The_chosen_offer_comes_back_as_it_was_but_without_its_challenge()
    {
        var offer = new DigestServer(GoldenVectors.Token).Offer;
        RpcSaslProto? initiate = null;
        await using var server = new ScriptedServer(async connection =>
            initiate = await connection.BeginAsync(offer, Simple));

        await ((Func<Task>)(() => Connections.OpenAsync(server.Address))).Should().ThrowAsync<IOException>();
        await server.Played;

        var expected = offer.Clone();
        expected.ClearChallenge();
        initiate!.State.Should().Be(SaslState.Initiate);
        initiate.Auths.Should().ContainSingle().Which.Should().Be(expected, "presence of fields is compared too");
        initiate.Auths[0].HasProtocol.Should().BeTrue("it is empty but there");
    }

    [Fact]
    public async Task A_token_says_itself_who_one_is_in_padded_base64_and_the_context_names_no_user()
    {
        var digest = new DigestServer(GoldenVectors.Token);
        IpcConnectionContextProto? context = null;
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptAsync(digest);
            context = connection.Context;
        });

        await using (await Connections.OpenAsync(server.Address))
        {
            await server.Played;
        }

        digest.Directives["username"].Should().Be("Cg0KCQgVELWnh7mgNBABENDy6aYC");
        digest.Directives["digest-uri"].Should().Be("/default");
        digest.Directives["realm"].Should().Be("default");
        digest.Directives["cnonce"].Should().HaveLength(40).And.NotBe(GoldenVectors.ClientNonce);
        context!.UserInfo.Should().Be(new UserInformationProto(), "it is there but empty");
        context.Protocol.Should().Be("org.apache.hadoop.yarn.api.ApplicationMasterProtocolPB");
    }

    [Fact]
    public async Task A_simple_connection_has_no_sasl_and_names_its_user()
    {
        IpcConnectionContextProto? context = null;
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.AcceptSimpleAsync();
            context = connection.Context;
        });

        await using (await Connections.OpenAsync(server.Address, new SimpleAuthentication("alice")))
        {
            await server.Played;
        }

        context!.UserInfo.Should().Be(new UserInformationProto { EffectiveUser = "alice" });
    }

    [Fact]
    public async Task A_server_whose_proof_is_wrong_is_left_before_a_word_is_said_to_it()
    {
        var digest = new DigestServer(GoldenVectors.Token);
        await using var server = new ScriptedServer(async connection =>
        {
            digest.Check(await connection.BeginAsync(digest.Offer)).Should().BeTrue();
            await connection.SendSaslAsync(new RpcSaslProto
            {
                State = SaslState.Success,
                Token = ByteString.CopyFromUtf8("rspauth=00000000000000000000000000000000"),
            });
            await connection.UntilClosedAsync();
        });

        var open = () => Connections.OpenAsync(server.Address);

        (await open.Should().ThrowAsync<IOException>()).WithMessage($"127.0.0.1:{server.Address.Port}*rspauth*");
        await server.Played;
    }

    [Fact]
    public async Task A_refused_token_is_told_in_the_servers_words()
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.BeginAsync(new DigestServer(GoldenVectors.Token).Offer);
            await connection.SendAsync(ScriptedConnection.Header(
                RpcFrame.SaslCall, RpcStatus.Fatal, RemoteExceptions.InvalidToken,
                "token expired\n\tat org.apache.hadoop.X.y(X.java:1)"));
        });

        var open = () => Connections.OpenAsync(server.Address);

        var failure = (await open.Should().ThrowAsync<RemoteException>()).Which;
        failure.ClassName.Should().Be(RemoteExceptions.InvalidToken);
        failure.RemoteMessage.Should().Be("token expired");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_takes_no_tokens_is_named_with_what_it_takes(bool saysSuccess)
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.ReadPreambleAsync();
            await connection.ReadSaslAsync();
            var answer = new RpcSaslProto { State = saysSuccess ? SaslState.Success : SaslState.Negotiate };
            answer.Auths.AddRange(saysSuccess ? [] : [Simple]);
            await connection.SendSaslAsync(answer);
            await connection.UntilClosedAsync();
        });

        var open = () => Connections.OpenAsync(server.Address);

        (await open.Should().ThrowAsync<IOException>()).WithMessage("*SIMPLE*not TOKEN*");
        await server.Played;
    }

    [Fact]
    public async Task A_second_challenge_is_refused_because_digest_md5_has_none()
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.BeginAsync(new DigestServer(GoldenVectors.Token).Offer);
            await connection.SendSaslAsync(
                new RpcSaslProto { State = SaslState.Challenge, Token = ByteString.CopyFromUtf8("again") });
            await connection.UntilClosedAsync();
        });

        var open = () => Connections.OpenAsync(server.Address);

        (await open.Should().ThrowAsync<IOException>()).WithMessage("*no second challenge*");
        await server.Played;
    }

    [Theory]
    [InlineData("realm=\"default\",qop=\"auth\"", "*without a nonce*")]
    [InlineData("nonce=\"x\",qop=\"auth-magic\"", "*auth-magic*")]
    [InlineData("nonce=\"x\",qop=\"auth-conf\",cipher=\"des,aes\"", "*des, aes*")]
    [InlineData("nonce", "*no '='*")]
    public async Task An_offer_that_cannot_be_answered_says_what_is_wrong(string challenge, string reason)
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.ReadPreambleAsync();
            await connection.ReadSaslAsync();
            var offer = new DigestServer(GoldenVectors.Token).Offer;
            offer.Challenge = ByteString.CopyFromUtf8(challenge);
            await connection.SendSaslAsync(new RpcSaslProto { State = SaslState.Negotiate, Auths = { offer } });
            await connection.UntilClosedAsync();
        });

        var open = () => Connections.OpenAsync(server.Address);

        (await open.Should().ThrowAsync<IOException>()).WithMessage(reason);
        await server.Played;
    }

    [Fact]
    public async Task A_server_that_just_closes_is_an_io_failure_with_its_address()
    {
        await using var server = new ScriptedServer(async connection => await connection.ReadPreambleAsync());

        var open = () => Connections.OpenAsync(server.Address);

        (await open.Should().ThrowAsync<IOException>()).WithMessage($"127.0.0.1:{server.Address.Port}*");
    }

    [Fact]
    public async Task A_pipe_that_breaks_while_we_introduce_ourselves_still_yields_the_servers_words()
    {
        var refusal = RpcFrame.Write(ScriptedConnection.Header(
            -1, RpcStatus.Fatal, AccessControl, "SIMPLE authentication is not enabled.  Available:[TOKEN]"));

        var token = () => HadoopRpcConnection.OpenAsync(
            new BreakingPipe(refusal), RpcProtocol.ApplicationMaster, Connections.Token, Connections.Patient,
            TimeProvider.System, TestContext.Current.CancellationToken);
        var simple = () => HadoopRpcConnection.OpenAsync(
            new BreakingPipe(refusal), RpcProtocol.ApplicationMaster, new SimpleAuthentication("alice"),
            Connections.Patient, TimeProvider.System, TestContext.Current.CancellationToken);

        (await token.Should().ThrowAsync<RemoteException>()).Which.ClassName.Should().Be(AccessControl);
        (await simple.Should().ThrowAsync<RemoteException>()).Which.RemoteMessage
            .Should().Be("SIMPLE authentication is not enabled.  Available:[TOKEN]");
    }

    [Fact]
    public async Task A_scheduler_that_refuses_simple_says_so_to_the_first_call()
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.ReadPreambleAsync();
            await connection.SendAsync(ScriptedConnection.Header(
                -1, RpcStatus.Fatal, AccessControl, "SIMPLE authentication is not enabled.  Available:[TOKEN]"));
        });

        var call = async () =>
        {
            await using var connection =
                await Connections.OpenAsync(server.Address, new SimpleAuthentication("alice"));
            await connection.CallAsync("allocate", new AllocateRequestProto(), AllocateResponseProto.Parser,
                TestContext.Current.CancellationToken);
        };

        var failure = (await call.Should().ThrowAsync<RemoteException>()).Which;
        failure.Message.Should().Be(
            "AccessControlException: SIMPLE authentication is not enabled.  Available:[TOKEN]");
        failure.IsFatal.Should().BeTrue();
    }
}
