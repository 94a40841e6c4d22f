using FlinkYarn.Api.Execution;
using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.Runtime.Contracts.Rest;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FlinkYarn.AppMaster.Rest;

/// <summary>What happens to one job as a whole: its states, its result and its end.</summary>
sealed class JobResource(Dispatcher.Dispatcher dispatcher, TimeProvider time) : IRestResource
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/jobs/{id}", DetailsAsync);
        routes.MapGet("/jobs/{id}/status", StatusAsync);
        routes.MapGet("/jobs/{id}/exceptions", ExceptionsAsync);
        routes.MapGet("/jobs/{id}/execution-result", ResultAsync);
        routes.MapGet("/jobs/{id}/collected/{operatorId}", CollectAsync);
        routes.MapPatch("/jobs/{id}", CancelAsync);
    }

    async Task<IResult> DetailsAsync(string id) =>
        await dispatcher.FindAsync(id) is { } job
            ? TypedResults.Json(JobBodies.Details(await job.SnapshotAsync(), time), RestJson.Default.JobDetails)
            : RestAnswers.NoJob(id);

    async Task<IResult> StatusAsync(string id, string? since, int? wait, CancellationToken cancellationToken)
    {
        if (await dispatcher.FindAsync(id) is not { } job)
        {
            return RestAnswers.NoJob(id);
        }

        var status = Enum.TryParse<JobStatus>(since, ignoreCase: true, out var known)
            ? await job.WaitForChangeAsync(known, RestAnswers.Patience(wait), cancellationToken)
            : (await job.SnapshotAsync()).Status;
        return TypedResults.Json(new JobStatusResponse(JobBodies.Text(status)), RestJson.Default.JobStatusResponse);
    }

    async Task<IResult> ExceptionsAsync(string id)
    {
        if (await dispatcher.FindAsync(id) is not { } job)
        {
            return RestAnswers.NoJob(id);
        }

        var cause = job.Outcome.IsCompleted ? (await job.Outcome).Cause : null;
        return TypedResults.Json(
            JobBodies.Exceptions(await job.SnapshotAsync(), cause), RestJson.Default.JobExceptions);
    }

    async Task<IResult> ResultAsync(string id, int? wait, CancellationToken cancellationToken)
    {
        if (await dispatcher.FindAsync(id) is not { } job)
        {
            return RestAnswers.NoJob(id);
        }

        await Task.WhenAny(job.Outcome, Task.Delay(RestAnswers.Patience(wait), time, cancellationToken));
        if (!job.Outcome.IsCompleted)
        {
            return TypedResults.Json(
                new JobResultResponse { Status = QueueStatus.InProgress }, RestJson.Default.JobResultResponse);
        }

        job.ResultFetched();
        var result = JobBodies.Result(await job.Outcome);
        return TypedResults.Json(
            new JobResultResponse { Status = QueueStatus.Completed, Result = result },
                RestJson.Default.JobResultResponse);
    }

    async Task<IResult> CollectAsync(
        string id, string operatorId, long? from, int? wait, CancellationToken cancellationToken)
    {
        if (await dispatcher.FindAsync(id) is not { } job
            || await job.ReadCollectedAsync(operatorId, from ?? 0, RestAnswers.Patience(wait), cancellationToken)
                is not { } page)
        {
            return RestAnswers.NoJob($"{id} with the collect sink {operatorId}");
        }

        return TypedResults.Json(
            new CollectedRowsResponse(
                [.. page.Chunks.Select(chunk => chunk.ToArray())], (from ?? 0) + page.Chunks.Count, page.IsLast),
            RestJson.Default.CollectedRowsResponse);
    }

    async Task<IResult> CancelAsync(string id, string? mode)
    {
        if (mode is not (null or "cancel"))
        {
            return RestAnswers.Refused(StatusCodes.Status400BadRequest, $"mode={mode} is not known; cancel is.");
        }

        if (await dispatcher.FindAsync(id) is not { } job)
        {
            return RestAnswers.NoJob(id);
        }

        var status = (await job.SnapshotAsync()).Status;
        if (JobTransitions.IsTerminal(status) && status != JobStatus.Canceled)
        {
            return RestAnswers.Refused(
                StatusCodes.Status409Conflict, $"Job {id} has ended: {JobBodies.Text(status)}.");
        }

        await job.CancelAsync();
        return TypedResults.StatusCode(StatusCodes.Status202Accepted);
    }
}
