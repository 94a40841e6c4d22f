using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.Runtime.Contracts.Rest;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlinkYarn.AppMaster.Rest;

/// <summary>One vertex of a job and its subtasks.</summary>
sealed class VertexResource(Dispatcher.Dispatcher dispatcher, TimeProvider time) : IRestResource
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/jobs/{id}/vertices/{vertexId}", VertexAsync);
        routes.MapGet("/jobs/{id}/vertices/{vertexId}/subtasks/{subtask:int}", SubtaskAsync);
    }

    async Task<IResult> VertexAsync(string id, string vertexId) =>
        await FindAsync(id, vertexId) is { } vertex
            ? TypedResults.Json(JobBodies.Subtasks(vertex, time), RestJson.Default.VertexWithSubtasks)
            : NoVertex(id, vertexId);

    async Task<IResult> SubtaskAsync(string id, string vertexId, int subtask) =>
        await FindAsync(id, vertexId) is not { } vertex ? NoVertex(id, vertexId)
            : subtask >= 0 && subtask < vertex.Subtasks.Count
                ? TypedResults.Json(JobBodies.Subtask(vertex.Subtasks[subtask]), RestJson.Default.SubtaskDetails)
                : RestAnswers.Refused(
                    StatusCodes.Status404NotFound, $"{vertex.Name} has {vertex.Subtasks.Count} subtasks, from 0.");

    async Task<VertexSnapshot?> FindAsync(string id, string vertexId) =>
        await dispatcher.FindAsync(id) is { } job
            ? (await job.SnapshotAsync()).Vertices.FirstOrDefault(vertex => vertex.Id == vertexId)
            : null;

    static JsonHttpResult<ErrorResponse> NoVertex(string id, string vertexId) =>
        RestAnswers.NoJob($"{id} with the vertex {vertexId}");
}
