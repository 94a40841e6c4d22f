using System.Net;
using System.Text;
using System.Text.Json;
using FlinkYarn.Api.Graph;
using FlinkYarn.Runtime.Contracts.Deployment;
using FlinkYarn.Runtime.Contracts.Rest;

namespace FlinkYarn.Client.Cluster;

/// <summary>What a client asks of a whole application: its jobs, a new one, the end. Thread-safe.</summary>
sealed class ClusterClient(JobManagerCalls calls)
{
    const string GraphFile = "job.graph";

    /// <summary>Makes the connection, so that what comes next finds it made.</summary>
    public Task ReachAsync(CancellationToken cancellationToken) =>
        calls.CallAsync((api, token) => api.GetOverviewAsync(token), cancellationToken);

    /// <summary>Jobs that run and those that have ended and are still known.</summary>
    public async Task<IReadOnlyList<JobSummary>> ListJobsAsync(CancellationToken cancellationToken) =>
        (await calls.CallAsync((api, token) => api.GetJobsAsync(token), cancellationToken)).Jobs;

    /// <summary>Completes when the session has taken the job.</summary>
    /// <exception cref="MasterRefusedException">It takes no jobs, or not this one.</exception>
    public async Task SubmitAsync(
        JobGraph graph, IReadOnlyList<StagedProgram> programs, CancellationToken cancellationToken)
    {
        var request = JsonSerializer.Serialize(
            new JobSubmitRequest(GraphFile, programs), RestJson.Default.JobSubmitRequest);
        var bytes = JobGraphCodec.Encode(graph);
        var tries = 0;
        try
        {
            await calls.CallAsync(
                async (api, token) =>
                {
                    tries++;
                    using var form = new MultipartFormDataContent
                    {
                        { new StringContent(request, Encoding.UTF8, "application/json"), "request" },
                        { new ByteArrayContent(bytes), "file_0", GraphFile },
                    };
                    return await api.SubmitAsync(form, token);
                },
                cancellationToken);
        }
        catch (MasterRefusedException refused) when (refused.Status == HttpStatusCode.Conflict && tries > 1)
        {
            // The answer to an earlier try was lost: ids are random, so the job that is there is this one.
            if ((await ListJobsAsync(cancellationToken)).All(job => job.Id != graph.JobId))
            {
                throw;
            }
        }
    }

    /// <summary>Asks a job to end; completes when it was taken.</summary>
    /// <exception cref="MasterRefusedException">There is no such job, or it has ended.</exception>
    public Task CancelAsync(string jobId, CancellationToken cancellationToken) =>
        calls.CallAsync((api, token) => api.CancelAsync(jobId, token), cancellationToken);

    /// <summary>Cancels a job that has perhaps not arrived.</summary>
    public async Task TakeBackAsync(string jobId)
    {
        try
        {
            await CancelAsync(jobId, CancellationToken.None);
        }
        catch (MasterRefusedException)
        {
            // It has not arrived.
        }
    }

    /// <summary>Asks the application to end; completes when it was taken.</summary>
    public Task ShutDownAsync(CancellationToken cancellationToken) =>
        calls.CallAsync((api, token) => api.ShutDownAsync(token), cancellationToken);
}
