using FlinkYarn.Hadoop.Proto;
using Google.Protobuf;

namespace FlinkYarn.Hadoop.Security;

/// <summary>
/// The tokens and secrets of a container (<c>container_tokens</c>, <c>org.apache.hadoop.security.Credentials</c>):
/// format 0 is what YARN writes, format 1 (protobuf) is read too.
/// </summary>
/// <param name="Tokens">By alias; the alias may be empty.</param>
/// <param name="Secrets">By alias.</param>
public sealed record CredentialsFile(
    IReadOnlyList<(string Alias, HadoopToken Token)> Tokens, IReadOnlyList<(string Alias, byte[] Secret)> Secrets)
{
    const byte WritableFormat = 0;
    const byte ProtobufFormat = 1;

    /// <summary>Environment variable with the file's path in a container.</summary>
    public const string Variable = "HADOOP_TOKEN_FILE_LOCATION";

    /// <summary>No tokens.</summary>
    public static CredentialsFile Empty { get; } = new([], []);

    /// <exception cref="InvalidDataException">The bytes are no such file, or are cut.</exception>
    public static CredentialsFile Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 5 || !bytes.StartsWith("HDTS"u8))
        {
            throw new InvalidDataException("Not a credentials file: it does not begin with HDTS.");
        }

        return bytes[4] switch
        {
            WritableFormat => ReadWritable(new WritableReader(bytes[5..])),
            ProtobufFormat => ReadProtobuf(bytes[5..]),
            var format => throw new InvalidDataException(
                $"Unknown format {format} of a credentials file; 0 and 1 are known."),
        };
    }

    /// <summary>Format 0.</summary>
    public byte[] Write()
    {
        var writer = new WritableWriter().Bytes("HDTS"u8).Bytes([WritableFormat]).Variable(Tokens.Count);
        foreach (var (alias, token) in Tokens)
        {
            token.WriteTo(writer.Text(alias));
        }

        writer.Variable(Secrets.Count);
        foreach (var (alias, secret) in Secrets)
        {
            writer.Text(alias).Buffer(secret);
        }

        return writer.Written;
    }

    /// <summary>
    /// The ApplicationMaster's token, found by its kind alone: alias and service are empty in the file.
    /// </summary>
    public HadoopToken? FindAmRmToken() =>
        Tokens.Select(entry => entry.Token).FirstOrDefault(token => token.Kind == HadoopToken.AmRmKind);

    /// <summary>
    /// What other containers of the application may have: everything but the ApplicationMaster's token.
    /// </summary>
    public CredentialsFile ForContainers() =>
        this with { Tokens = [.. Tokens.Where(entry => entry.Token.Kind != HadoopToken.AmRmKind)] };

    // What stands after the structure is ignored: the RM pads files that came by REST.
    static CredentialsFile ReadWritable(WritableReader reader)
    {
        var tokens = new List<(string, HadoopToken)>();
        for (var left = reader.ReadLength(); left > 0; left--)
        {
            tokens.Add((reader.ReadText(), HadoopToken.Read(ref reader)));
        }

        var secrets = new List<(string, byte[])>();
        for (var left = reader.ReadLength(); left > 0; left--)
        {
            secrets.Add((reader.ReadText(), reader.ReadBuffer()));
        }

        return new CredentialsFile(tokens, secrets);
    }

    static CredentialsFile ReadProtobuf(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var input = new CodedInputStream(bytes.ToArray());
            var length = input.ReadLength();
            if (length < 0 || length > bytes.Length - input.Position)
            {
                throw new InvalidDataException($"The credentials file is damaged: a length of {length}.");
            }

            var proto = CredentialsProto.Parser.ParseFrom(bytes.Slice((int)input.Position, length));
            return new CredentialsFile(
                [.. proto.Tokens.Select(entry => (entry.Alias, HadoopToken.Of(entry.Token
                    ?? throw new InvalidDataException("The credentials file has an entry without a token."))))],
                [.. proto.Secrets.Select(entry => (entry.Alias, entry.Secret.ToByteArray()))]);
        }
        catch (InvalidProtocolBufferException failure)
        {
            throw new InvalidDataException($"The credentials file is damaged: {failure.Message}");
        }
    }
}
