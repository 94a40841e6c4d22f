using System.Net;

namespace FlinkYarn.Hadoop.Http;

/// <summary>A Hadoop web service refused a request, or failed at it; the message is the server's own.</summary>
public class HadoopHttpException(string message, HttpStatusCode status, RemoteError error, Exception? cause = null)
    : IOException(message, cause)
{
    public HttpStatusCode Status { get; } = status;

    /// <summary>What the server said.</summary>
    public RemoteError Error { get; } = error;

    /// <summary>Whether the same request may succeed a little later.</summary>
    public virtual bool IsTransient =>
        (int)Status is 408 or 429 or >= 500 && !Error.IsProgrammingError;
}
