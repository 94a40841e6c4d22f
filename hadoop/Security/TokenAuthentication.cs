using System.Security.Cryptography;
using System.Text;
using FlinkYarn.Hadoop.Proto;

namespace FlinkYarn.Hadoop.Security;

/// <summary>A token by DIGEST-MD5.</summary>
/// <param name="Token">The token.</param>
public sealed record TokenAuthentication(HadoopToken Token) : IRpcAuthentication
{
    /// <inheritdoc/>
    public bool UsesSasl => true;

    /// <inheritdoc/>
    public string Method => "TOKEN";

    /// <summary>Empty: naming a user beside a token is refused.</summary>
    public UserInformationProto UserInformation => new();

    /// <inheritdoc/>
    public ISaslExchange Begin(RpcSaslProto.Types.SaslAuth offer) =>
        new DigestExchange(Token, offer, Convert.ToBase64String(RandomNumberGenerator.GetBytes(30)));
}

/// <summary>The client's side of DIGEST-MD5 with a token.</summary>
sealed class DigestExchange : ISaslExchange
{
    readonly DigestMd5 digest;
    readonly string? cipher;

    public DigestExchange(HadoopToken token, RpcSaslProto.Types.SaslAuth offer, string clientNonce)
    {
        var challenge = DigestDirectives.Parse(offer.Challenge.ToStringUtf8());
        var qops = challenge.GetValueOrDefault("qop", "auth").Split(',', StringSplitOptions.TrimEntries);
        var (username, password) = DigestMd5.CredentialsOf(token);
        digest = new DigestMd5(
            username, password, challenge.GetValueOrDefault("realm", ""),
            challenge.GetValueOrDefault("nonce")
                ?? throw new InvalidDataException("A DIGEST-MD5 challenge without a nonce."),
            clientNonce, DigestMd5.HadoopDigestUri, qops.Contains("auth") ? "auth" : qops[0]);
        if (digest.Qop is not ("auth" or "auth-int" or "auth-conf"))
        {
            throw new InvalidDataException($"The server wants the unknown protection '{digest.Qop}'.");
        }

        if (digest.Qop == "auth-conf")
        {
            var offered = challenge.GetValueOrDefault("cipher", "").Split(',', StringSplitOptions.TrimEntries);
            cipher = DigestCiphers.Preferred.FirstOrDefault(offered.Contains)
                ?? throw new InvalidDataException(
                    $"None of the server's ciphers is known: {string.Join(", ", offered)}.");
        }

        InitialResponse = Encoding.UTF8.GetBytes(
            $"charset=utf-8,username=\"{digest.Username}\",realm=\"{digest.Realm}\",nonce=\"{digest.Nonce}\","
            + $"nc=00000001,cnonce=\"{digest.ClientNonce}\",digest-uri=\"{digest.DigestUri}\",maxbuf=65536,"
            + $"response={digest.Response},qop={digest.Qop}" + (cipher is null ? "" : $",cipher=\"{cipher}\""));
    }

    public ReadOnlyMemory<byte> InitialResponse { get; }

    /// <summary>What goes around all later bytes; null when the connection stays as it is.</summary>
    public ISecurityLayer? SecurityLayer =>
        digest.Qop == "auth" ? null : new DigestSecurityLayer(digest.SessionKey, cipher, isClient: true);

    public ReadOnlyMemory<byte> Respond(ReadOnlySpan<byte> challenge) =>
        throw new InvalidDataException("DIGEST-MD5 has no second challenge.");

    public void Complete(ReadOnlySpan<byte> proof)
    {
        var answer = DigestDirectives.Parse(Encoding.UTF8.GetString(proof)).GetValueOrDefault("rspauth");
        if (answer != digest.ServerResponse)
        {
            throw new InvalidDataException("The server does not know the token's password: its rspauth is wrong.");
        }
    }
}
