using System.Text;
using FlinkYarn.Hadoop.Logs;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Security;
using FlinkYarn.Hadoop.Tests.Logs;
using FlinkYarn.Hadoop.Tests.Rpc.PlayingServer;
using FlinkYarn.Hadoop.Tests.Security;
using Google.Protobuf;

namespace FlinkYarn.Hadoop.Tests.Damage;

public sealed class DamagedInputTests
{
    const int Exact = 64;

    // Deflate's best.
    const int Inflation = 1100;

    [Fact]
    public void Credentials_of_both_formats_are_read_or_refused()
    {
        var file = new CredentialsFile([("", GoldenVectors.Token), ("b", GoldenVectors.Token)], [("s", new byte[40])]);
        DamagedBytes.AreReadOrRefused(file.Write(), Exact, bytes => CredentialsFile.Read(bytes));

        var message = new CredentialsProto();
        message.Tokens.Add(new CredentialsKVProto { Alias = "a", Token = GoldenVectors.Token.ToProto() });
        message.Secrets.Add(new CredentialsKVProto { Alias = "s", Secret = ByteString.CopyFrom(new byte[40]) });
        var protobuf = new MemoryStream();
        protobuf.Write([.. "HDTS"u8, 1]);
        message.WriteDelimitedTo(protobuf);
        DamagedBytes.AreReadOrRefused(protobuf.ToArray(), Exact, bytes => CredentialsFile.Read(bytes));
        DamagedBytes.AreReadOrRefused(
            protobuf.ToArray()[5..], Exact, bytes => CredentialsFile.Read([.. "HDTS"u8, 1, .. bytes]));
    }

    [Fact]
    public void Writables_and_tokens_as_text_are_read_or_refused()
    {
        var good = new WritableWriter().Variable(-300).Text("text").Buffer(new byte[20]).Variable(long.MaxValue);
        DamagedBytes.AreReadOrRefused(good.Written, Exact, bytes =>
        {
            var reader = new WritableReader(bytes);
            reader.ReadVariable();
            reader.ReadText();
            reader.ReadBuffer();
            reader.ReadVariable();
        });
        DamagedBytes.AreReadOrRefused(
            Encoding.ASCII.GetBytes(GoldenVectors.Token.ToUrlString()), Exact,
            bytes => HadoopToken.Parse(Encoding.Latin1.GetString(bytes)));
    }

    [Fact]
    public void Frames_and_what_is_in_them_are_read_or_refused()
    {
        var answer = new AllocateResponseProto
        {
            ResponseId = 3,
            NmTokens = { new NMTokenProto { Token = GoldenVectors.Token.ToProto() } },
            AllocatedContainers = { Yarn.PlayedScheduler.Container(7, 1) },
        };
        var frame = RpcFrame.Write(ScriptedConnection.Header(0), answer);
        DamagedBytes.AreReadOrRefused(frame, Exact, bytes =>
        {
            // In memory, so that it has ended when it returns.
            var reading = RpcFrame.ReadAsync(new MemoryStream(bytes), CancellationToken.None);
            reading.IsCompleted.Should().BeTrue();
            ReadOnlyMemory<byte> content = reading.GetAwaiter().GetResult();
            if (!content.IsEmpty)
            {
                RpcFrame.Parse(RpcResponseHeaderProto.Parser, ref content);
                RpcFrame.Parse(AllocateResponseProto.Parser, ref content);
            }
        });
        DamagedBytes.AreReadOrRefused(frame[4..], Exact, bytes =>
        {
            ReadOnlyMemory<byte> content = bytes;
            RpcFrame.Parse(RpcResponseHeaderProto.Parser, ref content);
            RpcFrame.Parse(AllocateResponseProto.Parser, ref content);
        });
    }

    [Fact]
    public void Sasl_messages_and_directives_are_read_or_refused()
    {
        var offer = new DigestServer(GoldenVectors.Token, "auth-conf", "3des").Offer;
        var negotiate = RpcFrame.Write(
            new RpcSaslProto { State = RpcSaslProto.Types.SaslState.Negotiate, Auths = { offer } })[4..];
        DamagedBytes.AreReadOrRefused(negotiate, Exact, bytes =>
        {
            ReadOnlyMemory<byte> content = bytes;
            RpcFrame.Parse(RpcSaslProto.Parser, ref content);
        });
        DamagedBytes.AreReadOrRefused(
            offer.Challenge.ToByteArray(), Exact, bytes => DigestDirectives.Parse(Encoding.UTF8.GetString(bytes)));
        DamagedBytes.AreReadOrRefused(offer.Challenge.ToByteArray(), Exact, bytes =>
        {
            var damaged = offer.Clone();
            damaged.Challenge = ByteString.CopyFrom(bytes);
            var exchange = new DigestExchange(GoldenVectors.Token, damaged, GoldenVectors.ClientNonce);
            _ = exchange.SecurityLayer;
        });
        var known = new DigestExchange(GoldenVectors.Token, offer, GoldenVectors.ClientNonce);
        var proof = "rspauth=" + GoldenVectors.Digest("auth-conf").ServerResponse;
        DamagedBytes.AreReadOrRefused(Encoding.ASCII.GetBytes(proof), Exact, bytes => known.Complete(bytes));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("rc4")]
    [InlineData("3des")]
    public void Protected_messages_are_read_or_refused(string? cipher)
    {
        var key = GoldenVectors.Digest("auth").SessionKey;
        var good = new DigestSecurityLayer(key, cipher, isClient: false).Wrap(new byte[100]);

        DamagedBytes.AreReadOrRefused(
            good, Exact, bytes => new DigestSecurityLayer(key, cipher, isClient: true).Unwrap(bytes));
    }

    [Theory]
    [InlineData("none", Exact)]
    [InlineData("gz", Inflation)]
    public void Aggregated_logs_are_read_or_refused(string algorithm, int growth)
    {
        var file = new TFileBuilder(algorithm)
            .Record("VERSION", [0, 0, 0, 1])
            .Record("container_1_0001_01_000001", TFileBuilder.Files(("a.log", "hello"), ("b.log", "world")), chunk: 5)
            .Build();

        DamagedBytes.AreReadOrRefused(file, growth, bytes => _ = AggregatedLogReader.Read(bytes).Count());
    }
}
