using FlinkYarn.Api.Execution;
using FlinkYarn.Client.Cluster;

namespace FlinkYarn.Client.Deployment;

/// <summary>
/// A job that nobody waits for: its result is that it was submitted (Flink's <c>DetachedJobExecutionResult</c>).
/// </summary>
sealed class DetachedJob(RestJobClient job, string jobName) : IJobClient
{
    public string JobId => job.JobId;

    public Task<JobStatus> GetStatusAsync(CancellationToken cancellationToken = default) =>
        job.GetStatusAsync(cancellationToken);

    public Task CancelAsync(CancellationToken cancellationToken = default) => job.CancelAsync(cancellationToken);

    /// <summary>Returns at once, without a runtime.</summary>
    public Task<JobExecutionResult> GetResultAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(new JobExecutionResult(JobId, jobName, TimeSpan.Zero));
}
