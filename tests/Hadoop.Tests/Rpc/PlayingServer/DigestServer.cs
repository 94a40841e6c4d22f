using FlinkYarn.Hadoop.Tests.Security;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Security;
using Google.Protobuf;
using SaslAuth = FlinkYarn.Hadoop.Proto.RpcSaslProto.Types.SaslAuth;

namespace FlinkYarn.Hadoop.Tests.Rpc.PlayingServer;

/// <summary>
/// The server's side of DIGEST-MD5 as Hadoop's SaslRpcServer has it, for one token and one protection.
/// </summary>
sealed class DigestServer(HadoopToken token, string qop = "auth", string? cipher = null)
{
    DigestMd5? digest;

    /// <summary>What a Hadoop server says of itself: an empty protocol, and the first challenge at once.</summary>
    public SaslAuth Offer => new()
    {
        Method = "TOKEN",
        Mechanism = "DIGEST-MD5",
        Protocol = "",
        ServerId = "default",
        Challenge = ByteString.CopyFromUtf8(
            $"realm=\"default\",nonce=\"{GoldenVectors.Nonce}\",qop=\"{qop}\",charset=utf-8,"
            + "algorithm=md5-sess" + (cipher is null ? "" : $",cipher=\"des,{cipher}\"")),
    };

    /// <summary>What the client said, once it has been checked.</summary>
    public IReadOnlyDictionary<string, string> Directives { get; private set; } = new Dictionary<string, string>();

    /// <summary>Null when nothing goes around the connection's bytes.</summary>
    public DigestSecurityLayer? Layer { get; private set; }

    /// <summary>The proof that the server knows the secret too.</summary>
    public string ServerProof => "rspauth=" + digest!.ServerResponse;

    /// <summary>Whether the client knows the token's password.</summary>
    public bool Check(RpcSaslProto initiate)
    {
        Directives = DigestDirectives.Parse(initiate.Token.ToStringUtf8());
        var expected = new DigestMd5(
            Convert.ToBase64String(token.Identifier.Span), Convert.ToBase64String(token.Password.Span), "default",
            GoldenVectors.Nonce, Directives["cnonce"], "/default", Directives["qop"]);
        digest = expected;
        Layer = Directives["qop"] == "auth" ? null
            : new DigestSecurityLayer(expected.SessionKey, Directives.GetValueOrDefault("cipher"), isClient: false);
        return Directives["username"] == expected.Username && Directives["response"] == expected.Response;
    }
}
