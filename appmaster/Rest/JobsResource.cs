using FlinkYarn.Api.Graph;
using FlinkYarn.AppMaster.Dispatcher;
using FlinkYarn.Runtime.Contracts.Deployment;
using FlinkYarn.Runtime.Contracts.Rest;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlinkYarn.AppMaster.Rest;

/// <summary>All jobs: /jobs, /jobs/overview, and the submission of another one.</summary>
sealed class JobsResource(Dispatcher.Dispatcher dispatcher, DeploymentMode mode, TimeProvider time) : IRestResource
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/jobs", ListAsync);
        routes.MapGet("/jobs/overview", OverviewAsync);
        routes.MapPost("/jobs", SubmitAsync).DisableAntiforgery();
    }

    async Task<JsonHttpResult<JobIds>> ListAsync() => TypedResults.Json(
        new JobIds([.. (await dispatcher.SnapshotsAsync()).Select(job => new JobIdWithStatus(
            job.JobId, JobBodies.Text(job.Status)))]),
        RestJson.Default.JobIds);

    async Task<JsonHttpResult<JobsOverview>> OverviewAsync() => TypedResults.Json(
        new JobsOverview([.. (await dispatcher.SnapshotsAsync()).Select(job => JobBodies.Summary(job, time))]),
        RestJson.Default.JobsOverview);

    async Task<IResult> SubmitAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (mode != DeploymentMode.Session)
        {
            return RestAnswers.Refused(
                StatusCodes.Status403Forbidden, "Only a session takes jobs; this application has its own.");
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
            return RestAnswers.Refused(StatusCodes.Status400BadRequest, malformed.Message);
        }
        catch (JobRefusedException refused)
        {
            return RestAnswers.Refused(StatusCodes.Status409Conflict, refused.Message);
        }
    }
}
