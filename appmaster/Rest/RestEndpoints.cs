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
            var group = routes.MapGroup(prefix);
            foreach (var resource in resources)
            {
                resource.Map(group);
            }
        }

        routes.MapFallback(
            "{*path}", () => RestAnswers.Refused(StatusCodes.Status404NotFound, "There is no such path."));
    }
}
