using System.Security.Cryptography;
using System.Text;

namespace FlinkYarn.Api.Graph;

/// <summary>Ids that are the same for the same program: 32 hexadecimal digits of a SHA-256.</summary>
static class JobGraphIds
{
    public static string OfUid(string uid) => Of($"uid {uid}");

    public static string OfPlace(int place, string kind, IEnumerable<string> inputs) =>
        Of($"{place} {kind} {string.Join(' ', inputs)}");

    static string Of(string identity) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)).AsSpan(0, 16));
}
