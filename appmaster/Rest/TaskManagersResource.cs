using FlinkYarn.AppMaster.ResourceManager;
using FlinkYarn.Runtime.Contracts.Rest;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlinkYarn.AppMaster.Rest;

/// <summary>The registered TaskManagers.</summary>
sealed class TaskManagersResource(ResourceManager.ResourceManager resourceManager) : IRestResource
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/taskmanagers", ListAsync);
        routes.MapGet("/taskmanagers/{id}", FindAsync);
    }

    async Task<JsonHttpResult<TaskManagersResponse>> ListAsync() => TypedResults.Json(
        new TaskManagersResponse([.. (await resourceManager.SnapshotAsync()).Registered.Select(SummaryOf)]),
        RestJson.Default.TaskManagersResponse);

    async Task<IResult> FindAsync(string id) =>
        (await resourceManager.SnapshotAsync()).Registered.FirstOrDefault(worker => worker.ResourceId == id)
            is { } found
            ? TypedResults.Json(SummaryOf(found), RestJson.Default.TaskManagerSummary)
            : RestAnswers.Refused(StatusCodes.Status404NotFound, $"There is no TaskManager {id}.");

    static TaskManagerSummary SummaryOf(WorkerSnapshot worker) => new()
    {
        Id = worker.ResourceId,
        Path = worker.Host,
        DataPort = worker.DataPort,
        LastHeartbeat = worker.LastHeartbeat.ToUnixTimeMilliseconds(),
        Slots = worker.Slots,
        FreeSlots = worker.FreeSlots,
        ResidentBytes = worker.ResidentBytes,
    };
}
