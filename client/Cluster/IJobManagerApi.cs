using FlinkYarn.Runtime.Contracts.Rest;
using Refit;

namespace FlinkYarn.Client.Cluster;

/// <summary>
/// The ApplicationMaster's REST interface, as far as the client uses it; paths and bodies are Flink's.
/// </summary>
interface IJobManagerApi
{
    [Get("/overview")]
    Task<ClusterOverview> GetOverviewAsync(CancellationToken cancellationToken);

    [Get("/jobs/overview")]
    Task<JobsOverview> GetJobsAsync(CancellationToken cancellationToken);

    /// <summary>A form: what is submitted as JSON, and the graph as a file.</summary>
    [Post("/jobs")]
    Task<JobSubmitted> SubmitAsync([Body] HttpContent form, CancellationToken cancellationToken);

    [Get("/jobmanager/start-trace")]
    Task<StartTraceResponse> GetStartTraceAsync(CancellationToken cancellationToken);

    [Get("/jobs/{id}")]
    Task<JobDetails> GetJobAsync(string id, CancellationToken cancellationToken);

    [Delete("/cluster")]
    Task ShutDownAsync(CancellationToken cancellationToken);

    [Get("/jobs/{id}/status")]
    Task<JobStatusResponse> GetStatusAsync(string id, string? since, int wait, CancellationToken cancellationToken);

    [Get("/jobs/{id}/execution-result")]
    Task<JobResultResponse> GetResultAsync(string id, int wait, CancellationToken cancellationToken);

    [Get("/jobs/{id}/collected/{operatorId}")]
    Task<CollectedRowsResponse> GetCollectedAsync(
        string id, string operatorId, long from, int wait, CancellationToken cancellationToken);

    [Patch("/jobs/{id}?mode=cancel")]
    Task CancelAsync(string id, CancellationToken cancellationToken);
}
