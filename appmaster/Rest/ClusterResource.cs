using FlinkYarn.Api.Execution;
using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Contracts.Rest;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlinkYarn.AppMaster.Rest;

/// <summary>The application as a whole: /overview, /config, /cluster.</summary>
sealed class ClusterResource(
    Dispatcher.Dispatcher dispatcher, ResourceManager.ResourceManager resourceManager, ClusterShutdown shutdown)
    : IRestResource
{
    const int RefreshIntervalMs = 3000;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/overview", OverviewAsync);
        routes.MapGet("/config", Config);
        routes.MapDelete("/cluster", ShutDown);
    }

    async Task<JsonHttpResult<ClusterOverview>> OverviewAsync()
    {
        var cluster = await resourceManager.SnapshotAsync();
        var jobs = await dispatcher.SnapshotsAsync();
        return TypedResults.Json(
            new ClusterOverview
            {
                TaskManagers = cluster.Registered.Count,
                TaskManagersWanted = Math.Max(cluster.Wanted, cluster.Registered.Count + cluster.Starting),
                SlotsTotal = cluster.Registered.Sum(worker => worker.Slots),
                SlotsAvailable = cluster.Registered.Sum(worker => worker.FreeSlots),
                JobsRunning = jobs.Count(job => !JobTransitions.IsTerminal(job.Status)),
                JobsFinished = jobs.Count(job => job.Status == JobStatus.Finished),
                JobsCancelled = jobs.Count(job => job.Status == JobStatus.Canceled),
                JobsFailed = jobs.Count(job => job.Status == JobStatus.Failed),
                Version = FlinkYarnVersion.Current,
            }, RestJson.Default.ClusterOverview);
    }

    static JsonHttpResult<DashboardConfiguration> Config()
    {
        var zone = TimeZoneInfo.Local;
        return TypedResults.Json(
            new DashboardConfiguration
            {
                RefreshIntervalMs = RefreshIntervalMs,
                TimeZoneName = zone.StandardName,
                TimeZoneOffsetMs = (long)zone.BaseUtcOffset.TotalMilliseconds,
                Version = FlinkYarnVersion.Current,
                Features = new DashboardFeatures(WebSubmit: false, WebCancel: true),
            }, RestJson.Default.DashboardConfiguration);
    }

    JsonHttpResult<EmptyResponse> ShutDown()
    {
        shutdown.Request();
        return TypedResults.Json(new EmptyResponse(), RestJson.Default.EmptyResponse);
    }
}
