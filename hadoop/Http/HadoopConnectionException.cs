namespace FlinkYarn.Hadoop.Http;

/// <summary>No answer came from a server: refused, broken off or too late. Whether it acted is unknown.</summary>
public sealed class HadoopConnectionException(string message, string? authority, Exception cause)
    : IOException(message, cause)
{
    /// <summary>host:port of the server that did not answer.</summary>
    public string? Authority { get; } = authority;

    internal static HadoopConnectionException Of(HttpRequestMessage request, Exception cause)
    {
        var what = cause is OperationCanceledException ? "it took too long." : cause.GetBaseException().Message;
        return new HadoopConnectionException(
            $"No answer from {request.RequestUri?.Authority} to {request.Method} {request.RequestUri?.AbsolutePath}: "
                + $"{what} "
            + "Check that the server runs and that the address is right.", request.RequestUri?.Authority, cause);
    }
}
