using System.Net;
using FlinkYarn.Hadoop.Http;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>The RM does not know the application, attempt or container: never submitted, or forgotten.</summary>
public sealed class YarnApplicationNotFoundException(string message, HttpStatusCode status, RemoteError error)
    : HadoopHttpException(message, status, error);
