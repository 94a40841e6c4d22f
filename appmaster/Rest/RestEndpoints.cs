using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts.Deployment;
using FlinkYarn.Runtime.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FlinkYarn.AppMaster.Rest;

/// <summary>Flink's REST paths, with and without /v1; each needs the application's secret.</summary>
/// <param name="settings">What the application was given.</param>
/// <param name="logFolder">The container's.</param>
sealed class RestEndpoints(
    MasterCore core, ClusterShutdown shutdown, DeploymentMode mode, Settings settings, string logFolder,
    StartTrace trace, TimeProvider time)
{
    readonly IReadOnlyList<IRestResource> resources =
    [
        new ClusterResource(core.Dispatcher, core.ResourceManager, shutdown),
        new JobsResource(core.Dispatcher, mode, time),
        new JobResource(core.Dispatcher, time),
        new VertexResource(core.Dispatcher, time),
        new TaskManagersResource(core.ResourceManager),
        new MasterResource(settings, new LogFiles(logFolder), trace),
    ];

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var prefix in (string[])["", "/v1"])
        {
            var group = routes.MapGroup(prefix).AddEndpointFilter(RefuseUnreadableAsync);
            foreach (var resource in resources)
            {
                resource.Map(group);
            }
        }

        routes.MapFallback(
            "{*path}", () => RestAnswers.Refused(StatusCodes.Status404NotFound, "There is no such path."));
    }

    // A parameter that is no number has set the status before any filter runs, and no words.
    static async ValueTask<object?> RefuseUnreadableAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Response.StatusCode == StatusCodes.Status400BadRequest
            ? RestAnswers.Refused(
                StatusCodes.Status400BadRequest, "A parameter of the request is not of the kind that it must be.")
            : await next(context);
}
