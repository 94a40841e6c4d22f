using System.Net;
using FlinkYarn.Hadoop.Http;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>The RM found a mistake in the request, such as more memory than it gives.</summary>
public sealed class YarnRequestRefusedException(string message, HttpStatusCode status, RemoteError error)
    : HadoopHttpException(message, status, error);
