using FlinkYarn.Hadoop.Security;

namespace FlinkYarn.Hadoop.Tests.Security;

/// <summary>What was captured from a ResourceManager of Hadoop 3.4.3.</summary>
static class GoldenVectors
{
    public const string Nonce = "lCEtX2OGd+HbNq0oRBzHsoiA5R5koH2Q7Y6PA4Ql";
    public const string ClientNonce = "OA6MG9tEQGm2hh0123456789abcdefABCDEFGHIJ";
    public const string ClientId = "239657f87e9971eacaf5f30551f76df7";

    public static readonly HadoopToken Token = new(
        Hex("0a0d0a09081510b5a787b9a034100110d0f2e9a602"), Hex("53008ce83e9b537fb64fa6031356f84ed031b493"),
        HadoopToken.AmRmKind, "");

    public static DigestMd5 Digest(string qop)
    {
        var (username, password) = DigestMd5.CredentialsOf(Token);
        return new DigestMd5(username, password, "default", Nonce, ClientNonce, DigestMd5.HadoopDigestUri, qop);
    }

    public static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));
}
