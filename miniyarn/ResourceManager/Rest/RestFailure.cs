using FlinkYarn.MiniYarn.Http;

namespace FlinkYarn.MiniYarn.ResourceManager.Rest;

/// <summary>The RM's refusals over REST; its exceptions wrap their text in a java.lang.Exception.</summary>
internal static class RestFailure
{
    public static RemoteFailure NotFound(string message) =>
        new(404, "org.apache.hadoop.yarn.webapp.NotFoundException", $"java.lang.Exception: {message}");

    public static RemoteFailure Forbidden(string message) =>
        new(403, "org.apache.hadoop.yarn.webapp.ForbiddenException", $"java.lang.Exception: {message}");

    public static RemoteFailure BadRequest(string message) =>
        new(400, "org.apache.hadoop.yarn.webapp.BadRequestException", $"java.lang.Exception: {message}");
}
