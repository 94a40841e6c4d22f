using System.Text.RegularExpressions;

namespace FlinkYarn.Hadoop.Http;

/// <summary>
/// Hadoop's SIMPLE authentication: the user is named in the query, nothing is proved (PseudoAuthenticator).
/// </summary>
public sealed partial class SimpleAuthentication : IHadoopAuthentication
{
    readonly string parameter;

    public SimpleAuthentication(string user)
    {
        if (!UserName.IsMatch(user))
        {
            throw new ArgumentException(
                $"'{user}' is no user name for Hadoop (a letter or _, then letters, digits, "
                    + $". _ -); set HADOOP_USER_NAME.",
                nameof(user));
        }

        User = user;
        parameter = "user.name=" + Uri.EscapeDataString(user);
    }

    public string User { get; }

    /// <summary>
    /// The user as Hadoop's UserGroupInformation finds it: HADOOP_USER_NAME, otherwise the operating system's.
    /// </summary>
    public static SimpleAuthentication FromEnvironment() =>
        new(Environment.GetEnvironmentVariable("HADOOP_USER_NAME")
            is { Length: > 0 } user ? user : Environment.UserName);

    public ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = new UriBuilder(request.RequestUri!);
        if (!address.Query.Contains("user.name=", StringComparison.Ordinal))
        {
            address.Query = address.Query.Length > 1 ? $"{address.Query[1..]}&{parameter}" : parameter;
            request.RequestUri = address.Uri;
        }

        return ValueTask.CompletedTask;
    }

    // dfs.webhdfs.user.provider.user.pattern, HdfsClientConfigKeys.
    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9._-]*[$]?$")]
    static partial Regex UserName { get; }
}
