using System.Net;

namespace FlinkYarn.Hadoop.Http;

/// <summary>Turns an answer that is no success into the exception that says so.</summary>
static class ErrorMapper
{
    static readonly HashSet<string> AccessErrors = new(StringComparer.Ordinal)
    {
        "AccessControlException", "AuthorizationException", "AuthenticationException", "ForbiddenException",
        "SecurityException", "InvalidToken",
    };

    /// <summary>A service's own words for an error, tried before the general ones.</summary>
    public delegate Exception? Specific(string message, HttpStatusCode status, RemoteError error);

    public static async ValueTask<Exception?> MapAsync(HttpResponseMessage response, Specific specific)
    {
        if (response.IsSuccessStatusCode)
        {
            return null;
        }

        var error = await RemoteErrorReader.ReadAsync(response, CancellationToken.None).ConfigureAwait(false);
        return Map(response, error, specific);
    }

    static Exception Map(HttpResponseMessage response, RemoteError error, Specific specific)
    {
        var request = response.RequestMessage;
        var (status, where) = (response.StatusCode, request?.RequestUri);
        var asked = $"{request?.Method} {where?.AbsolutePath}";
        if (status is HttpStatusCode.TemporaryRedirect or HttpStatusCode.Found)
        {
            var active = response.Headers.Location is { IsAbsoluteUri: true } location ? location : null;
            return new HadoopStandbyException(
                $"{where?.Authority} is on standby; the active server is {active?.Authority ?? "not known yet"}.",
                status, error, active);
        }

        var message = $"{asked} on {where?.Authority}: {error} (HTTP {(int)status})";
        if (error.Exception is "StandbyException")
        {
            return new HadoopStandbyException(message, status, error);
        }

        return specific(message, status, error)
            ?? (status == HttpStatusCode.Unauthorized || (error.Exception is { } name && AccessErrors.Contains(name))
                ? new HadoopAccessException(message, status, error)
                : new HadoopHttpException(message, status, error));
    }
}
