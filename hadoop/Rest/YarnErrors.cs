using System.Net;
using FlinkYarn.Hadoop.Http;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>The RM's errors in this client's words (GenericExceptionHandler).</summary>
static class YarnErrors
{
    /// <summary>
    /// Only the RM's own NotFoundException says that an application is not there: a 404 of Jetty or of something on the
    /// way says nothing about applications.
    /// </summary>
    public static Exception? Map(string message, HttpStatusCode status, RemoteError error) =>
        (status, error.Exception) switch
        {
            (HttpStatusCode.NotFound, "NotFoundException" or "ApplicationNotFoundException"
                or "ApplicationAttemptNotFoundException" or "ContainerNotFoundException") =>
                new YarnApplicationNotFoundException(message, status, error),
            (HttpStatusCode.BadRequest, _) => new YarnRequestRefusedException(message, status, error),
            (HttpStatusCode.Forbidden, _) => new HadoopAccessException(message, status, error),
            _ => null,
        };
}
