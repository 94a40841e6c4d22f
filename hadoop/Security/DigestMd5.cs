using System.Security.Cryptography;
using System.Text;

namespace FlinkYarn.Hadoop.Security;

/// <summary>
/// The sums of DIGEST-MD5 (RFC 2831) as Hadoop's tokens use it; the same for both sides of a connection. MD5 is the
/// protocol's choice: what it proves is the knowledge of a token's 160-bit password.
/// </summary>
/// <param name="Username">Base64 of the token's identifier.</param>
/// <param name="Password">Base64 of the token's password.</param>
sealed record DigestMd5(
    string Username, string Password, string Realm, string Nonce, string ClientNonce, string DigestUri, string Qop)
{
    /// <summary>Hadoop's server calls itself <c>default</c> and names no protocol.</summary>
    public const string HadoopDigestUri = "/default";

    const string NonceCount = "00000001";
    const string BodyHash = ":00000000000000000000000000000000";

    /// <summary>H(A1): the root of the answer and of the session's keys.</summary>
    public byte[] SessionKey => Md5(
        [.. Md5(Encoding.UTF8.GetBytes($"{Username}:{Realm}:{Password}")), .. Encoding.UTF8.GetBytes($":{Nonce}:{ClientNonce}")]);

    /// <summary>What the client sends.</summary>
    public string Response => Answer("AUTHENTICATE:");

    /// <summary>What the server proves itself with.</summary>
    public string ServerResponse => Answer(":");

    /// <summary>The username and password of a token.</summary>
    public static (string Username, string Password) CredentialsOf(HadoopToken token) =>
        (Convert.ToBase64String(token.Identifier.Span), Convert.ToBase64String(token.Password.Span));

    string Answer(string method)
    {
        var a2 = method + DigestUri + (Qop == "auth" ? "" : BodyHash);
        return Hex($"{Convert.ToHexStringLower(SessionKey)}:{Nonce}:{NonceCount}:{ClientNonce}:{Qop}:{Hex(a2)}");
    }

    static string Hex(string text) => Convert.ToHexStringLower(Md5(Encoding.UTF8.GetBytes(text)));

    static byte[] Md5(byte[] bytes) => MD5.HashData(bytes);
}
