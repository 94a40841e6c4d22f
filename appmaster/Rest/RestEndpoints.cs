using FlinkYarn.Api.Execution;
using FlinkYarn.Api.Graph;
using FlinkYarn.AppMaster.Dispatcher;
using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Contracts.Deployment;
using FlinkYarn.Runtime.Contracts.Rest;
using FlinkYarn.Runtime.Telemetry;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FlinkYarn.AppMaster.Rest;

/// <summary>Flink's REST paths, with and without /v1; each needs the application's secret.</summary>
sealed class RestEndpoints(
    Dispatcher.Dispatcher dispatcher, ResourceManager.ResourceManager resourceManager, ClusterShutdown shutdown,
    DeploymentMode mode, StartTrace trace, TimeProvider time)
{
    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var prefix in (string[])["", "/v1"])
        {
            var group = routes.MapGroup(prefix);
            group.MapGet("/overview", OverviewAsync);
            group.MapGet("/taskmanagers", TaskManagersAsync);
            group.MapGet("/jobs/overview", JobsAsync);
            group.MapGet("/jobs/{id}", JobAsync);
            group.MapGet("/jobs/{id}/status", StatusAsync);
            group.MapGet("/jobs/{id}/execution-result", ResultAsync);
            group.MapGet("/jobs/{id}/collected/{operatorId}", CollectAsync);
            group.MapPatch("/jobs/{id}", CancelAsync);
            group.MapPost("/jobs", SubmitAsync).DisableAntiforgery();
            group.MapDelete("/cluster", ShutDown);
            group.MapGet("/jobmanager/start-trace", StartTrace);
        }
    }

    async Task<JsonHttpResult<ClusterOverview>> OverviewAsync()
    {
        var cluster = await resourceManager.SnapshotAsync();
        var jobs = await SnapshotsAsync();
        return TypedResults.Json(
            new ClusterOverview
            {
                TaskManagers = cluster.Registered.Count,
                TaskManagersWanted = Math.Max(cluster.Wanted, cluster.Registered.Count + cluster.Starting),
                TaskManagersNotGiven = Math.Max(
                    0, cluster.Wanted - cluster.Registered.Count - cluster.Starting),
                SlotsTotal = cluster.Registered.Sum(worker => worker.Slots),
                SlotsAvailable = cluster.Registered.Sum(worker => worker.FreeSlots),
                JobsRunning = jobs.Count(job => !JobTransitions.IsTerminal(job.Status)),
                JobsFinished = jobs.Count(job => job.Status == JobStatus.Finished),
                JobsCancelled = jobs.Count(job => job.Status == JobStatus.Canceled),
                JobsFailed = jobs.Count(job => job.Status == JobStatus.Failed),
                Version = FlinkYarnVersion.Current,
            }, RestJson.Default.ClusterOverview);
    }

    async Task<JsonHttpResult<TaskManagersResponse>> TaskManagersAsync() => TypedResults.Json(
        new TaskManagersResponse(
        [
            .. from worker in (await resourceManager.SnapshotAsync()).Registered
               select new TaskManagerSummary
               {
                   Id = worker.ResourceId,
                   Path = worker.Host,
                   DataPort = worker.DataPort,
                   LastHeartbeat = worker.LastHeartbeat.ToUnixTimeMilliseconds(),
                   Slots = worker.Slots,
                   FreeSlots = worker.FreeSlots,
                   ResidentBytes = worker.ResidentBytes,
               },
        ]), RestJson.Default.TaskManagersResponse);

    async Task<JsonHttpResult<JobsOverview>> JobsAsync() => TypedResults.Json(
        new JobsOverview([.. (await SnapshotsAsync()).Select(job => JobBodies.Summary(job, time))]),
        RestJson.Default.JobsOverview);

    async Task<IResult> JobAsync(string id) =>
        await dispatcher.FindAsync(id) is { } job
            ? TypedResults.Json(JobBodies.Details(await job.SnapshotAsync(), time), RestJson.Default.JobDetails)
            : NoJob(id);

    async Task<IResult> StatusAsync(string id, string? since, int? wait, CancellationToken cancellationToken)
    {
        if (await dispatcher.FindAsync(id) is not { } job)
        {
            return NoJob(id);
        }

        var status = Enum.TryParse<JobStatus>(since, ignoreCase: true, out var known)
            ? await job.WaitForChangeAsync(known, Patience(wait), cancellationToken)
            : (await job.SnapshotAsync()).Status;
        return TypedResults.Json(new JobStatusResponse(JobBodies.Text(status)), RestJson.Default.JobStatusResponse);
    }

    async Task<IResult> ResultAsync(string id, int? wait, CancellationToken cancellationToken)
    {
        if (await dispatcher.FindAsync(id) is not { } job)
        {
            return NoJob(id);
        }

        await Task.WhenAny(job.Outcome, Task.Delay(Patience(wait), time, cancellationToken));
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
            || await job.ReadCollectedAsync(operatorId, from ?? 0, Patience(wait), cancellationToken) is not { } page)
        {
            return NoJob($"{id} with the collect sink {operatorId}");
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
            return Refused(StatusCodes.Status400BadRequest, $"mode={mode} is not known; cancel is.");
        }

        if (await dispatcher.FindAsync(id) is not { } job)
        {
            return NoJob(id);
        }

        var status = (await job.SnapshotAsync()).Status;
        if (JobTransitions.IsTerminal(status) && status != JobStatus.Canceled)
        {
            return Refused(StatusCodes.Status409Conflict, $"Job {id} has ended: {JobBodies.Text(status)}.");
        }

        await job.CancelAsync();
        return TypedResults.StatusCode(StatusCodes.Status202Accepted);
    }

    async Task<IResult> SubmitAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (mode != DeploymentMode.Session)
        {
            return Refused(StatusCodes.Status403Forbidden, "Only a session takes jobs; this application has its own.");
        }

        try
        {
            var submission = await JobSubmissionForm.ReadAsync(request, cancellationToken);
            var job = await dispatcher.SubmitAsync(submission);
            return TypedResults.Json(
                new JobSubmitted($"/jobs/{job.JobId}"), RestJson.Default.JobSubmitted,
                statusCode: StatusCodes.Status202Accepted);
        }
        catch (Exception malformed) when (malformed is InvalidDataException or JobGraphFormatException)
        {
            return Refused(StatusCodes.Status400BadRequest, malformed.Message);
        }
        catch (JobRefusedException refused)
        {
            return Refused(StatusCodes.Status409Conflict, refused.Message);
        }
    }

    JsonHttpResult<EmptyResponse> ShutDown()
    {
        shutdown.Request();
        return TypedResults.Json(new EmptyResponse(), RestJson.Default.EmptyResponse);
    }

    JsonHttpResult<StartTraceResponse> StartTrace() => TypedResults.Json(
        new StartTraceResponse(
        [
            .. from step in trace.Steps
               select new StartStepBody(
                   step.Process, step.Step, (step.Time - DateTimeOffset.UnixEpoch).TotalMilliseconds),
        ]), RestJson.Default.StartTraceResponse);

    async Task<IReadOnlyList<JobSnapshot>> SnapshotsAsync() =>
        await Task.WhenAll((await dispatcher.ListAsync()).Select(job => job.SnapshotAsync()));

    static TimeSpan Patience(int? waitMs) =>
        TimeSpan.FromMilliseconds(Math.Clamp(waitMs ?? 0, 0, LongestWait.TotalMilliseconds));

    static JsonHttpResult<ErrorResponse> NoJob(string id) =>
        Refused(StatusCodes.Status404NotFound, $"There is no job {id}.");

    static JsonHttpResult<ErrorResponse> Refused(int status, string message) =>
        TypedResults.Json(new ErrorResponse([message]), RestJson.Default.ErrorResponse, statusCode: status);
}
