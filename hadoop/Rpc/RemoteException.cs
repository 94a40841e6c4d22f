namespace FlinkYarn.Hadoop.Rpc;

/// <summary>A Hadoop server's exception. Decide on <see cref="ClassName"/>, never on the words.</summary>
public sealed class RemoteException : Exception
{
    internal RemoteException(string className, string message, bool isFatal)
        : base($"{ShortName(className)}: {message}")
    {
        ClassName = className;
        RemoteMessage = message;
        IsFatal = isFatal;
    }

    /// <summary>The Java class.</summary>
    public string ClassName { get; }

    /// <summary>The first lines, without Java's stack trace.</summary>
    public string RemoteMessage { get; }

    /// <summary>Whether the server closed the connection.</summary>
    public bool IsFatal { get; }

    internal static RemoteException Of(string className, string text, bool isFatal)
    {
        var trace = text.IndexOf("\n\tat ", StringComparison.Ordinal);
        return new RemoteException(className, (trace < 0 ? text : text[..trace]).Trim(), isFatal);
    }

    static string ShortName(string className) => className[(className.LastIndexOfAny(['.', '$']) + 1)..];
}

/// <summary>Java classes that mean something to a client.</summary>
public static class RemoteExceptions
{
    /// <summary>The token is unknown or no longer valid.</summary>
    public const string InvalidToken = "org.apache.hadoop.security.token.SecretManager$InvalidToken";

    /// <summary>The server is not the active one.</summary>
    public const string Standby = "org.apache.hadoop.ipc.StandbyException";

    /// <summary>The server asks to try again later.</summary>
    public const string Retriable = "org.apache.hadoop.ipc.RetriableException";

    /// <summary>With a fatal status: the server has too much to do and closed the connection.</summary>
    public const string RpcServer = "org.apache.hadoop.ipc.RpcServerException";

    /// <summary>The scheduler does not know this attempt: register again.</summary>
    public const string NotRegistered =
        "org.apache.hadoop.yarn.exceptions.ApplicationMasterNotRegisteredException";

    /// <summary>The attempt is over.</summary>
    public const string AttemptNotFound = "org.apache.hadoop.yarn.exceptions.ApplicationAttemptNotFoundException";

    /// <summary>A wrong response id, or a second registration.</summary>
    public const string InvalidRequest =
        "org.apache.hadoop.yarn.exceptions.InvalidApplicationMasterRequestException";
}
