namespace FlinkYarn.Hadoop.Http;

/// <summary>What a Hadoop server says went wrong: the Java exception if it names one, and its words.</summary>
public sealed record RemoteError(string? Exception, string Message, string? JavaClass = null)
{
    /// <summary>An error of the server's own logic: asking again would bring the same.</summary>
    public bool IsProgrammingError => JavaClass?.StartsWith("java.lang.", StringComparison.Ordinal) ?? false;

    public override string ToString() => Exception is null ? Message : $"{Exception}: {Message}";
}
