using System.Buffers.Text;
using FlinkYarn.Hadoop.Proto;
using Google.Protobuf;

namespace FlinkYarn.Hadoop.Security;

/// <summary>A Hadoop token: who one is, and the proof (<c>org.apache.hadoop.security.token.Token</c>).</summary>
/// <param name="Identifier">Opaque to us, except for what we decode out of curiosity.</param>
/// <param name="Password">Secret.</param>
/// <param name="Service">Whom it is for: <c>ip:port</c>, a nameservice, or empty.</param>
public sealed record HadoopToken(
    ReadOnlyMemory<byte> Identifier, ReadOnlyMemory<byte> Password, string Kind, string Service)
{
    /// <summary>The ApplicationMaster's token for YARN's scheduler; never given to other containers.</summary>
    public const string AmRmKind = "YARN_AM_RM_TOKEN";

    /// <summary>A token for one NodeManager.</summary>
    public const string NmKind = "NMToken";

    internal static HadoopToken Of(TokenProto token) =>
        new(token.Identifier.Memory, token.Password.Memory, token.Kind, token.Service);

    /// <summary>The text form of REST interfaces: base64url of the Writable, without padding.</summary>
    public static HadoopToken Parse(string urlString)
    {
        byte[] bytes;
        try
        {
            bytes = Base64Url.DecodeFromChars(urlString);
        }
        catch (FormatException)
        {
            throw new InvalidDataException("A token's text is not base64url.");
        }

        var reader = new WritableReader(bytes);
        return Read(ref reader);
    }

    /// <inheritdoc cref="Parse"/>
    public string ToUrlString() => Base64Url.EncodeToString(WriteTo(new WritableWriter()).Written);

    /// <summary>Never the password.</summary>
    public override string ToString() => $"{Kind} for '{Service}'";

    internal static HadoopToken Read(ref WritableReader reader) =>
        new(reader.ReadBuffer(), reader.ReadBuffer(), reader.ReadText(), reader.ReadText());

    internal WritableWriter WriteTo(WritableWriter writer) =>
        writer.Buffer(Identifier.Span).Buffer(Password.Span).Text(Kind).Text(Service);

    internal TokenProto ToProto() => new()
    {
        Identifier = ByteString.CopyFrom(Identifier.Span),
        Password = ByteString.CopyFrom(Password.Span),
        Kind = Kind,
        Service = Service,
    };
}
