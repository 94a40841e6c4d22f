using System.Security.Cryptography;
using System.Text;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Security;

namespace FlinkYarn.MiniYarn.Rpc;

/// <summary>
/// The server's side of DIGEST-MD5 (RFC 2831) with a token: user name and password are the base64 of its identifier and
/// password (SaslRpcServer.SaslDigestCallbackHandler).
/// </summary>
/// <param name="nonce">Fresh for each connection.</param>
/// <param name="protection">The qualities of protection on offer, such as <c>auth-conf,auth-int</c>.</param>
internal sealed class DigestVerifier(string nonce, string protection)
{
    const string Realm = "default";
    const string FirstUse = "00000001";

    readonly string[] offered = protection.Split(',');

    public string Challenge =>
        $"realm=\"{Realm}\",nonce=\"{nonce}\",qop=\"{protection}\",charset=utf-8,algorithm=md5-sess"
        + (offered.Contains("auth-conf") ? $",cipher=\"{string.Join(',', DigestCiphers.Preferred)}\"" : "");

    /// <summary>Checks a client's response; gives its identifier, our own proof, and the agreed protection.</summary>
    /// <exception cref="RpcFailure">The token is refused, or the response is wrong.</exception>
    public (byte[] Identifier, string Proof, ISecurityLayer? Layer) Verify(
        ReadOnlySpan<byte> response, IRpcTokens tokens)
    {
        var directives = Parse(response);
        var qop = directives.GetValueOrDefault("qop", "auth");
        var username = Required(directives, "username");
        var identifier = Identifier(username);
        var password = Convert.ToBase64String(tokens.PasswordOf(identifier));
        Require(directives, "realm", Realm);
        Require(directives, "nonce", nonce);
        Require(directives, "nc", FirstUse);
        Require(directives, "digest-uri", DigestMd5.HadoopDigestUri);
        var digest = new DigestMd5(
            username, password, Realm, nonce, Required(directives, "cnonce"), DigestMd5.HadoopDigestUri, qop);
        if (!CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Required(directives, "response")), Encoding.UTF8.GetBytes(digest.Response)))
        {
            throw Violation("Mismatched response.");
        }

        return (identifier, $"rspauth={digest.ServerResponse}", Layer(digest, directives));
    }

    DigestSecurityLayer? Layer(DigestMd5 digest, Dictionary<string, string> directives)
    {
        if (!offered.Contains(digest.Qop))
        {
            throw Violation($"Unsupported quality-of-protection {digest.Qop}.");
        }

        switch (digest.Qop)
        {
            case "auth":
                return null;
            case "auth-int":
                return new DigestSecurityLayer(digest.SessionKey, cipher: null, isClient: false);
            default:
                var cipher = Required(directives, "cipher");
                return DigestCiphers.Preferred.Contains(cipher)
                    ? new DigestSecurityLayer(digest.SessionKey, cipher, isClient: false)
                    : throw Violation($"Unsupported cipher {cipher}.");
        }
    }

    static Dictionary<string, string> Parse(ReadOnlySpan<byte> response)
    {
        try
        {
            return DigestDirectives.Parse(Encoding.UTF8.GetString(response));
        }
        catch (InvalidDataException failure)
        {
            throw Violation(failure.Message);
        }
    }

    static byte[] Identifier(string username)
    {
        try
        {
            return Convert.FromBase64String(username);
        }
        catch (FormatException)
        {
            throw new RpcFailure(RemoteExceptions.InvalidToken, "Can't de-serialize tokenIdentifier");
        }
    }

    static void Require(Dictionary<string, string> directives, string key, string expected)
    {
        if (Required(directives, key) != expected)
        {
            throw Violation($"Mismatched {key}.");
        }
    }

    static string Required(Dictionary<string, string> directives, string key) =>
        directives.TryGetValue(key, out var value) ? value : throw Violation($"Missing {key}.");

    static RpcFailure Violation(string what) =>
        new RpcFailure(JavaExceptions.Sasl, $"DIGEST-MD5: digest response format violation. {what}").AsUnauthorized();
}
