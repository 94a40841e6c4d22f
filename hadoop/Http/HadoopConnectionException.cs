namespace FlinkYarn.Hadoop.Http;

/// <summary>No answer came from a server: refused, broken off or too late. Whether it acted is unknown.</summary>
public sealed class HadoopConnectionException(string message, string? authority, Exception cause)
    : IOException(message, cause)
{
    /// <summary>host:port of the server that did not answer.</summary>
    public string? Authority { get; } = authority;
}
