using System.Text.Json.Serialization.Metadata;
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
        var vertex = routes.MapGroup("/jobs/{id}/vertices/{vertexId}");
        vertex.MapGet("", (string id, string vertexId) => VertexAsync(
            id, vertexId, VertexBodies.Subtasks, RestJson.Default.VertexWithSubtasks));
        vertex.MapGet("/subtasktimes", (string id, string vertexId) => VertexAsync(
            id, vertexId, VertexBodies.Times, RestJson.Default.SubtaskTimes));
        vertex.MapGet("/taskmanagers", (string id, string vertexId) => VertexAsync(
            id, vertexId, VertexBodies.TaskManagers, RestJson.Default.VertexTaskManagers));
        vertex.MapGet("/subtasks/{subtask:int}", (string id, string vertexId, int subtask) => SubtaskAsync(
            id, vertexId, subtask, attempt: null));
        vertex.MapGet("/subtasks/{subtask:int}/attempts/{attempt:int}", SubtaskAsync);
    }

    async Task<IResult> VertexAsync<T>(
        string id, string vertexId, Func<VertexSnapshot, TimeProvider, T> body, JsonTypeInfo<T> type) =>
        await FindAsync(id, vertexId) is { } vertex
            ? TypedResults.Json(body(vertex, time), type)
            : NoVertex(id, vertexId);

    async Task<IResult> SubtaskAsync(string id, string vertexId, int subtask, int? attempt)
    {
        if (await FindAsync(id, vertexId) is not { } vertex)
        {
            return NoVertex(id, vertexId);
        }

        if (subtask < 0 || subtask >= vertex.Subtasks.Count)
        {
            return RestAnswers.Refused(
                StatusCodes.Status404NotFound, $"{vertex.Name} has {vertex.Subtasks.Count} subtasks, from 0.");
        }

        var task = vertex.Subtasks[subtask];
        return attempt is null || attempt == task.Attempt
            ? TypedResults.Json(TaskBodies.Details(task, time), RestJson.Default.SubtaskDetails)
            : RestAnswers.Refused(
                StatusCodes.Status404NotFound, $"The attempt at subtask {subtask} of {vertex.Name} is {task.Attempt}.");
    }

    async Task<VertexSnapshot?> FindAsync(string id, string vertexId) =>
        await dispatcher.FindAsync(id) is { } job
            ? (await job.SnapshotAsync()).Vertices.FirstOrDefault(vertex => vertex.Id == vertexId)
            : null;

    static JsonHttpResult<ErrorResponse> NoVertex(string id, string vertexId) =>
        RestAnswers.NoJob($"{id} with the vertex {vertexId}");
}
