using System.Net;

namespace FlinkYarn.Hadoop.Http;

/// <summary>The user may not do what was asked, or is not known to the server.</summary>
public sealed class HadoopAccessException(string message, HttpStatusCode status, RemoteError error)
    : HadoopHttpException(message, status, error);
