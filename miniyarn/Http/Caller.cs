using System.Text.RegularExpressions;

namespace FlinkYarn.MiniYarn.Http;

/// <summary>
/// Who asks: the user of `user.name`, as a cluster without Kerberos believes it (PseudoAuthenticationHandler).
/// </summary>
internal static partial class Caller
{
    public const string Anonymous = "dr.who";

    public static string Of(HttpRequest request)
    {
        var name = request.Query["user.name"].ToString();
        if (name.Length == 0)
        {
            return Anonymous;
        }

        return UserName().IsMatch(name)
            ? name
            : throw new RemoteFailure(400, "java.lang.IllegalArgumentException",
                $"Invalid value: \"{name}\" does not belong to the domain ^[A-Za-z_][A-Za-z0-9._-]*[$]?$");
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9._-]*[$]?$")]
    private static partial Regex UserName();
}
