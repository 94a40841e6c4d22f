using System.Text.Json.Nodes;

namespace FlinkYarn.MiniYarn.Http;

/// <summary>Turns a <see cref="RemoteFailure"/> of a handler into the JSON that Hadoop answers with.</summary>
internal static class RemoteFailureMiddleware
{
    public static void UseRemoteFailures(this WebApplication application) => application.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (RemoteFailure failure) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, failure.Status, failure.ToJson());
        }
    });

    public static Task AnswerAsync(this HttpContext context, int status, JsonNode body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json;charset=utf-8";
        return context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }
}
