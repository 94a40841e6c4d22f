using System.Text;
using FlinkYarn.Hadoop.Logs;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Security;
using FlinkYarn.Hadoop.Tests.Logs;
using FlinkYarn.Hadoop.Tests.Security;
using FlinkYarn.Hadoop.Yarn;
using FsCheck;
using FsCheck.Fluent;

namespace FlinkYarn.Hadoop.Tests.Damage;

/// <summary>What is written is read back, whatever it is.</summary>
public sealed class RoundTripTests
{
    // The same cases in each run.
    static readonly Config Cases = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(4711, 4713);

    [Fact]
    public void Variable_numbers() => Prop.ForAll<long, byte>((value, shift) =>
    {
        var number = value << (shift % 64);
        var reader = new WritableReader(new WritableWriter().Variable(number).Written);
        return reader.ReadVariable() == number && reader.Remaining == 0;
    }).Check(Cases);

    [Fact]
    public void Tokens_as_text() => Prop.ForAll<(byte[], byte[]), NonNull<string>, NonNull<string>>(
        (bytes, kind, service) =>
        {
            var token = new HadoopToken(bytes.Item1, bytes.Item2, Utf8(kind.Get), Utf8(service.Get));
            return IsSame(HadoopToken.Parse(token.ToUrlString()), token);
        }).Check(Cases);

    [Fact]
    public void Credentials() => Prop.ForAll<(NonNull<string>, byte[], byte[])[]>(entries =>
    {
        var file = new CredentialsFile(
            [.. entries.Select(entry => (Utf8(entry.Item1.Get), new HadoopToken(entry.Item2, entry.Item3, "k", "s")))],
            [.. entries.Select(entry => (Utf8(entry.Item1.Get), entry.Item2))]);
        var read = CredentialsFile.Read(file.Write());
        return read.Write().SequenceEqual(file.Write())
            && read.Tokens.Zip(file.Tokens).All(
                pair => pair.First.Alias == pair.Second.Alias && IsSame(pair.First.Token, pair.Second.Token));
    }).Check(Cases);

    [Fact]
    public void Frames_that_come_in_pieces() => Prop.ForAll<byte[], PositiveInt>((bytes, piece) =>
    {
        var message = new TokenProto
        {
            Identifier = Google.Protobuf.ByteString.CopyFrom([.. bytes, .. new byte[piece.Get * 1000]]),
            Password = Google.Protobuf.ByteString.Empty,
            Kind = "",
            Service = "",
        };
        var stream = new PiecewiseStream(RpcFrame.Write(message), piece.Get);
        ReadOnlyMemory<byte> content = RpcFrame.ReadAsync(stream, CancellationToken.None).GetAwaiter().GetResult();
        return RpcFrame.Parse(TokenProto.Parser, ref content).Equals(message) && content.IsEmpty;
    }).Check(Cases);

    [Fact]
    public void Protected_messages_of_every_kind() => Prop.ForAll<byte[][], byte>((messages, kind) =>
    {
        var cipher = new[] { null, "3des", "rc4", "rc4-56", "rc4-40" }[kind % 5];
        var key = GoldenVectors.Digest("auth").SessionKey;
        var client = new DigestSecurityLayer(key, cipher, isClient: true);
        var server = new DigestSecurityLayer(key, cipher, isClient: false);
        return messages.All(message => server.Unwrap(client.Wrap(message)).SequenceEqual(message)
            && client.Unwrap(server.Wrap(message)).SequenceEqual(message));
    }).Check(Cases);

    [Fact]
    public void Logs_in_chunks_of_any_size() => Prop.ForAll<NonNull<string>, PositiveInt, bool>(
        (text, chunk, isCompressed) =>
        {
            var content = Utf8(text.Get);
            var file = new TFileBuilder(isCompressed ? "gz" : "none")
                .Record("container_1", TFileBuilder.Files(("a.log", content), ("b.log", content)), chunk.Get)
                .Build();
            return AggregatedLogReader.Read(file).All(
                log => Encoding.UTF8.GetString(log.Content.Span) == content);
        }).Check(Cases);

    [Fact]
    public void Container_ids_as_text() => Prop.ForAll<(NonNegativeInt, NonNegativeInt), PositiveInt, NonNegativeInt>(
        (attempt, number, epoch) =>
        {
            var application = new YarnApplicationId(1795414646467, attempt.Item1.Get);
            var id = new ContainerId(
                new YarnApplicationAttemptId(application, attempt.Item2.Get),
                ((long)epoch.Get << 40) | (uint)number.Get);
            return ContainerId.TryParse(id.ToString(), out var parsed) && parsed == id
                && ContainerId.Of(id.ToProto()) == id;
        }).Check(Cases);

    static bool IsSame(HadoopToken one, HadoopToken other) =>
        one.Identifier.Span.SequenceEqual(other.Identifier.Span) && one.Password.Span.SequenceEqual(other.Password.Span)
        && (one.Kind, one.Service) == (other.Kind, other.Service);

    // Without half surrogates, which no encoding keeps.
    static string Utf8(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
