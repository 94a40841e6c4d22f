using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using FlinkYarn.Api.Graph;
using FlinkYarn.Runtime.Contracts.Rest;
using FlinkYarn.Runtime.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FlinkYarn.Client.Tests.Clusters;

/// <summary>
/// An ApplicationMaster's REST interface, with the certificate and secret that the client has staged.
/// </summary>
sealed class FakeJobManager : IAsyncDisposable
{
    readonly TaskCompletionSource<JobResult> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource submitted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ConcurrentQueue<FakeSubmission> submissions = new();
    readonly Action onResult;
    readonly Action onShutdown;
    readonly WebApplication app;

    FakeJobManager(
        X509Certificate2 certificate, ApplicationCredentials credentials, Action onResult, Action onShutdown)
    {
        (this.onResult, this.onShutdown) = (onResult, onShutdown);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration()
            .ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
                listen.UseHttps(certificate)));
        app = builder.Build();
        app.Use(async (context, next) =>
        {
            var isOurs = context.Request.Headers.Authorization.ToString() == $"Bearer {credentials.Secret}";
            await (isOurs ? next(context) : Refuse(context));
        });
        Map();
    }

    public string Address => new Uri(app.Urls.First()).Authority;

    /// <summary>Completes when somebody waits for the result.</summary>
    public Task Asked => asked.Task;

    /// <summary>Completes when the job was cancelled.</summary>
    public Task Cancelled => cancelled.Task;

    /// <summary>Jobs that were submitted by REST.</summary>
    public IReadOnlyList<FakeSubmission> Submissions => [.. submissions];

    /// <summary>What it tells of its jobs.</summary>
    public IReadOnlyList<JobSummary> Jobs { get; set; } = [];

    /// <summary>How many answers to POST /jobs are lost after the job was taken.</summary>
    public int LostAnswers { get; set; }

    /// <summary>Completes when a job was taken.</summary>
    public Task Submitted => submitted.Task;

    /// <summary>What the answer to POST /jobs waits for.</summary>
    public Task SubmitAnswer { get; set; } = Task.CompletedTask;

    /// <summary>Why it refuses to cancel.</summary>
    public string? CancelRefusal { get; set; }

    public static async Task<FakeJobManager> StartAsync(
        X509Certificate2 certificate, ApplicationCredentials credentials, Action onResult, Action onShutdown)
    {
        var server = new FakeJobManager(certificate, credentials, onResult, onShutdown);
        await server.app.StartAsync();
        return server;
    }

    public void Finish() => result.TrySetResult(new JobResult
    {
        Id = "", ApplicationStatus = "SUCCEEDED", NetRuntime = 4321,
    });

    public void Fail(string message) => result.TrySetResult(new JobResult
    {
        Id = "",
        ApplicationStatus = "FAILED",
        NetRuntime = 1,
        FailureCause = new FailureCause("System.Exception", message, "   at User.Code()", "Map"),
    });

    public ValueTask DisposeAsync() => app.DisposeAsync();

    void Map()
    {
        app.MapGet("/overview", () => Results.Json(
            new ClusterOverview
            {
                TaskManagers = 2, TaskManagersWanted = 2, SlotsTotal = 2, SlotsAvailable = 0, JobsRunning = 1,
                JobsFinished = 0, JobsCancelled = 0, JobsFailed = 0, Version = "test",
            },
            RestJson.Default.ClusterOverview));
        app.MapGet("/jobs/{id}/status", StatusAsync);
        app.MapGet("/jobs/{id}/execution-result", ResultAsync);
        app.MapPatch("/jobs/{id}", () =>
        {
            if (CancelRefusal is { } refusal)
            {
                return Results.Json(
                    new ErrorResponse([refusal]), RestJson.Default.ErrorResponse, statusCode: 404);
            }

            cancelled.TrySetResult();
            return Results.StatusCode(202);
        });
        app.MapGet("/jobs/overview", () => Results.Json(new JobsOverview(
            [.. Jobs, .. submissions.Select(job => job.Summary)]), RestJson.Default.JobsOverview));
        app.MapPost("/jobs", (Delegate)SubmitAsync).DisableAntiforgery();
        app.MapDelete("/cluster", () =>
        {
            onShutdown();
            return Results.Json(new EmptyResponse(), RestJson.Default.EmptyResponse);
        });
    }

    async Task<IResult> SubmitAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var request = JsonSerializer.Deserialize(form["request"].ToString(), RestJson.Default.JobSubmitRequest)!;
        using var bytes = new MemoryStream();
        await form.Files.Single(file => file.FileName == request.JobGraphFileName).CopyToAsync(bytes);
        var submission = new FakeSubmission(request, JobGraphCodec.Decode(bytes.ToArray()));
        if (submissions.Any(earlier => earlier.Graph.JobId == submission.Graph.JobId))
        {
            return Results.Json(
                new ErrorResponse(["It was submitted already."]), RestJson.Default.ErrorResponse, statusCode: 409);
        }

        submissions.Enqueue(submission);
        submitted.TrySetResult();
        await SubmitAnswer.WaitAsync(context.RequestAborted);
        return LostAnswers-- > 0
            ? Results.StatusCode(503)
            : Results.Json(
                new JobSubmitted($"/jobs/{submission.Graph.JobId}"), RestJson.Default.JobSubmitted, statusCode: 202);
    }

    async Task<IResult> StatusAsync(string? since, CancellationToken cancellationToken)
    {
        if (since == "RUNNING")
        {
            await result.Task.WaitAsync(cancellationToken);
            return Results.Json(new JobStatusResponse("FINISHED"), RestJson.Default.JobStatusResponse);
        }

        return Results.Json(new JobStatusResponse("RUNNING"), RestJson.Default.JobStatusResponse);
    }

    async Task<IResult> ResultAsync(CancellationToken cancellationToken)
    {
        asked.TrySetResult();
        var answer = new JobResultResponse
        {
            Status = QueueStatus.Completed, Result = await result.Task.WaitAsync(cancellationToken),
        };
        onResult();
        return Results.Json(answer, RestJson.Default.JobResultResponse);
    }

    static Task Refuse(HttpContext context)
    {
        context.Response.StatusCode = 401;
        return Task.CompletedTask;
    }
}
