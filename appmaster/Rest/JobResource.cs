using System.Text.Json.Serialization.Metadata;
using FlinkYarn.Api.Execution;
using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.Runtime.Contracts.Rest;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FlinkYarn.AppMaster.Rest;

/// <summary>What happens to one job as a whole: its states, its result and its end.</summary>
sealed class JobResource(Dispatcher.Dispatcher dispatcher, TimeProvider time) : IRestResource
{
    // Flink's JobExceptionsHandler.MAX_NUMBER_EXCEPTION_TO_REPORT.
    const int MostExceptions = 20;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/jobs/{id}", (string id) => AnswerAsync(
            id, job => JobBodies.Details(job, time), RestJson.Default.JobDetails));
        routes.MapGet("/jobs/{id}/plan", (string id) => AnswerAsync(
            id, job => new JobPlanResponse(PlanBodies.Plan(job)), RestJson.Default.JobPlanResponse));
        routes.MapGet("/jobs/{id}/config", (string id) => AnswerAsync(
            id, PlanBodies.Configuration, RestJson.Default.JobConfiguration));
        routes.MapGet("/jobs/{id}/status", StatusAsync);
        routes.MapGet("/jobs/{id}/exceptions", ExceptionsAsync);
        routes.MapGet("/jobs/{id}/execution-result", ResultAsync);
        routes.MapGet("/jobs/{id}/collected/{operatorId}", CollectAsync);
        routes.MapPatch("/jobs/{id}", CancelAsync);
        // Flink's way through proxies that carry GET only.
        routes.MapGet("/jobs/{id}/yarn-cancel", (string id) => CancelAsync(id, mode: null));
    }

    async Task<IResult> AnswerAsync<T>(string id, Func<JobSnapshot, T> body, JsonTypeInfo<T> type) =>
        await dispatcher.FindAsync(id) is { } job
            ? TypedResults.Json(body(await job.SnapshotAsync()), type)
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

    Task<IResult> ExceptionsAsync(string id, int? maxExceptions) => maxExceptions < 0
        ? Task.FromResult<IResult>(RestAnswers.Refused(
            StatusCodes.Status400BadRequest, $"maxExceptions={maxExceptions} is less than nothing."))
        : AnswerAsync(
            id, job => FailureBodies.Exceptions(job, maxExceptions ?? MostExceptions), RestJson.Default.JobExceptions);

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
        // YARN's proxy cannot carry an answer without a body.
        return TypedResults.Json(
            new EmptyResponse(), RestJson.Default.EmptyResponse, statusCode: StatusCodes.Status202Accepted);
    }
}
