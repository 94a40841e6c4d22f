using System.Text.Json;
using System.Text.Json.Nodes;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.Http;
using FlinkYarn.MiniYarn.ResourceManager.Applications;
using Microsoft.AspNetCore.Http.Features;

namespace FlinkYarn.MiniYarn.ResourceManager.Rest;

/// <summary>
/// Applications over REST: new, submitted, listed, reported, killed (RMWebServices). Bodies are read before the loop
/// is asked; everything else happens on it.
/// </summary>
internal sealed class ApplicationEndpoints(RestServices services)
{
    const long LongestBody = 16 << 20;

    readonly ApplicationJson json = new(services.Cluster, services.Scheduler);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/apps/new-application", context => AnswerAsync(context, NewApplication));
        routes.MapPost("/apps", SubmitAsync);
        routes.MapGet("/apps", ListAsync);
        routes.MapGet("/apps/{id}", context => AnswerAsync(context, () => Report(context)));
        routes.MapGet("/apps/{id}/state", context => AnswerAsync(context, () => State(Find(context))));
        routes.MapPut("/apps/{id}/state", PutStateAsync);
        routes.MapGet("/apps/{id}/queue", context => AnswerAsync(
            context, () => new JsonObject { ["queue"] = Find(context).Queue }));
        routes.MapGet("/apps/{id}/priority", context => AnswerAsync(
            context, () => new JsonObject { ["priority"] = Find(context).Submission.Priority }));
        routes.MapGet("/apps/{id}/appattempts", context => AnswerAsync(
            context, () => AttemptJson.Of(Find(context))));
        routes.MapGet("/apps/{id}/appattempts/{attempt}/containers", context => AnswerAsync(
            context, () => AttemptJson.Containers(Find(context), FindAttempt(context))));
        routes.MapGet("/apps/{id}/appattempts/{attempt}/containers/{container}", context => AnswerAsync(
            context, () => Container(context)));
    }

    JsonObject NewApplication() => new()
    {
        ["application-id"] = services.Applications.NewId().ToString(),
        ["maximum-resource-capability"] = ResourceJson.Of(services.Scheduler.Maximum),
    };

    async Task SubmitAsync(HttpContext context)
    {
        var user = Caller.Of(context.Request);
        var body = await ReadBodyAsync(context);
        var id = await services.Cluster.Loop.AskAsync(() =>
        {
            var reader = new SubmissionReader(user, services.Scheduler, services.HighestPriority);
            var submission = reader.Read(body);
            if (!services.Applications.IsIssued(submission.Id))
            {
                throw RestFailure.BadRequest(
                    $"{submission.Id} was not given by this ResourceManager; ask for one by POST apps/new-application");
            }

            services.Applications.Submit(submission);
            return submission.Id;
        });
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        context.Response.Headers.Location = $"{context.Request.Scheme}://{context.Request.Host}"
            + $"{context.Request.PathBase}{context.Request.Path}/{id}";
    }

    Task ListAsync(HttpContext context)
    {
        var filter = new ApplicationFilter(context.Request.Query);
        return AnswerAsync(context, () =>
        {
            var found = filter.Choose(services.Applications.Applications).Select(json.Of).ToArray<JsonNode>();
            return new JsonObject
            {
                ["apps"] = found.Length == 0 ? [] : new JsonObject { ["app"] = new JsonArray(found) },
            };
        });
    }

    async Task PutStateAsync(HttpContext context)
    {
        var user = Caller.Of(context.Request);
        var body = await ReadBodyAsync(context);
        var (isDone, state) = await services.Cluster.Loop.AskAsync(() =>
        {
            var application = Find(context);
            var before = State(application);
            var wanted = body.Text("state");
            if (wanted == application.VisibleState)
            {
                return (true, before);
            }

            if (!ApplicationAcls.MayModify(application, user))
            {
                throw RestFailure.Forbidden(
                    $"Unauthorized attempt to kill appid {application.Id} by remote user {user}");
            }

            return wanted == "KILLED"
                ? (services.Applications.Kill(application, user, body.Text("diagnostics")), before)
                : throw RestFailure.BadRequest("Only 'KILLED' is allowed as a target state.");
        });
        if (!isDone)
        {
            context.Response.Headers.Location = $"{context.Request.Scheme}://{context.Request.Host}"
                + $"{context.Request.PathBase}{context.Request.Path}";
        }

        await context.AnswerAsync(isDone ? StatusCodes.Status200OK : StatusCodes.Status202Accepted, state);
    }

    JsonObject Report(HttpContext context) => new() { ["app"] = json.Of(Find(context)) };

    static JsonObject State(Application application) => new() { ["state"] = application.VisibleState };

    JsonObject Container(HttpContext context)
    {
        var (application, attempt) = (Find(context), FindAttempt(context));
        var text = (string)context.Request.RouteValues["container"]!;
        return ContainerId.TryParse(text, out var id) && attempt.Scheduling.Find(id) is { } container
            ? AttemptJson.Container(application, container)
            : throw RestFailure.NotFound($"container with id: {text} not found");
    }

    Application Find(HttpContext context)
    {
        var text = (string)context.Request.RouteValues["id"]!;
        if (!YarnApplicationId.TryParse(text, out var id))
        {
            throw RestFailure.BadRequest($"Invalid ApplicationId: {text}");
        }

        return services.Applications.Find(id) ?? throw RestFailure.NotFound($"app with id: {text} not found");
    }

    ApplicationAttempt FindAttempt(HttpContext context)
    {
        var text = (string)context.Request.RouteValues["attempt"]!;
        return Find(context).Attempts.FirstOrDefault(attempt => attempt.Id.ToString() == text)
            ?? throw RestFailure.NotFound($"app attempt with id: {text} not found");
    }

    async Task AnswerAsync(HttpContext context, Func<JsonObject> answer) =>
        await context.AnswerAsync(StatusCodes.Status200OK, await services.Cluster.Loop.AskAsync(answer));

    static async Task<JsonObject> ReadBodyAsync(HttpContext context)
    {
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = LongestBody;
        try
        {
            var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            return body as JsonObject ?? throw RestFailure.BadRequest("The body is no JSON object");
        }
        catch (Exception failure) when (failure is JsonException or BadHttpRequestException)
        {
            throw RestFailure.BadRequest($"The body cannot be read: {failure.Message}");
        }
    }
}
