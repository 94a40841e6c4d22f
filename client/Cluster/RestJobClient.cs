using System.Runtime.CompilerServices;
using FlinkYarn.Api.Execution;
using FlinkYarn.Hadoop.Rest;
using FlinkYarn.Runtime.Contracts.Rest;
using FlinkYarn.Runtime.Telemetry;

namespace FlinkYarn.Client.Cluster;

/// <summary>
/// A job followed at its ApplicationMaster by long polls, so that its end is known at once; when there is no
/// ApplicationMaster any more, YARN's final status and diagnostics speak for it. Thread-safe.
/// </summary>
sealed class RestJobClient(JobManagerCalls calls, string jobId, string jobName) : IJobClient, ICollectedRows
{
    public string JobId => jobId;

    /// <summary>The application that runs the job.</summary>
    public string ApplicationId => calls.ApplicationId;

    public Task<JobStatus> GetStatusAsync(CancellationToken cancellationToken = default) =>
        StatusAsync(null, 0, cancellationToken);

    /// <summary>The state, as soon as it is another one than the given, or after the time of a long poll.</summary>
    public Task<JobStatus> GetStatusChangeAsync(JobStatus since, CancellationToken cancellationToken) =>
        StatusAsync(JobStates.Format(since), JobManagerConnection.LongPollMs, cancellationToken);

    /// <summary>TaskManagers that have registered, and how many are wanted.</summary>
    public Task<ClusterOverview> GetOverviewAsync(CancellationToken cancellationToken) =>
        calls.CallAsync((api, token) => api.GetOverviewAsync(token), cancellationToken);

    /// <summary>Adds the steps of the start to a trace: the application's and this job's.</summary>
    public async Task ReadStartAsync(StartTrace trace, CancellationToken cancellationToken)
    {
        await StartSteps.ReadAsync(trace, calls, cancellationToken);
        StartSteps.Add(
            trace, await calls.CallAsync((api, token) => api.GetJobAsync(jobId, token), cancellationToken));
    }

    public Task CancelAsync(CancellationToken cancellationToken = default) =>
        calls.CallAsync((api, token) => api.CancelAsync(jobId, token), cancellationToken);

    public async Task<JobExecutionResult> GetResultAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            while (true)
            {
                var answer = await calls.CallAsync(
                    (api, token) => api.GetResultAsync(jobId, JobManagerConnection.LongPollMs, token),
                        cancellationToken);
                if (answer.Result is { } result)
                {
                    return Convert(result);
                }
            }
        }
        catch (ApplicationEndedException ended)
        {
            return Convert(ended.Report);
        }
    }

    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        string operatorId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long next = 0;
        for (var isEnd = false; !isEnd;)
        {
            var answer = await NextRowsAsync(operatorId, next, cancellationToken);
            foreach (var chunk in answer.Chunks)
            {
                yield return chunk;
            }

            (next, isEnd) = (answer.Next, answer.IsEnd);
        }

        // Throws when the job ended badly.
        await GetResultAsync(cancellationToken);
    }

    async Task<CollectedRowsResponse> NextRowsAsync(string operatorId, long from, CancellationToken cancellationToken)
    {
        try
        {
            return await calls.CallAsync(
                (api, token) => api.GetCollectedAsync(jobId, operatorId, from, JobManagerConnection.LongPollMs, token),
                cancellationToken);
        }
        catch (ApplicationEndedException ended)
        {
            throw new JobExecutionException(
                jobId, JobStatus.Failed, $"Rows of {jobName} were not collected in time: {ended.Message}", ended);
        }
    }

    async Task<JobStatus> StatusAsync(string? since, int wait, CancellationToken cancellationToken)
    {
        try
        {
            return JobStates.Parse((await calls.CallAsync(
                (api, token) => api.GetStatusAsync(jobId, since, wait, token), cancellationToken)).Status);
        }
        catch (ApplicationEndedException ended)
        {
            return StatusOf(ended.Report);
        }
    }

    JobExecutionResult Convert(JobResult result)
    {
        if (result.ApplicationStatus == "SUCCEEDED")
        {
            return new JobExecutionResult(jobId, jobName, TimeSpan.FromMilliseconds(result.NetRuntime));
        }

        var status = result.ApplicationStatus == "CANCELED" ? JobStatus.Canceled : JobStatus.Failed;
        throw result.FailureCause is { } cause
            // Without a stack the message says all there is.
            ? new JobExecutionException(
                jobId, status, cause.Message, cause.StackTrace.Length > 0 ? new RemoteFailureException(cause) : null)
            : new JobExecutionException(jobId, status, $"The job {jobName} ended as {result.ApplicationStatus}.");
    }

    JobExecutionResult Convert(YarnApplication report)
    {
        var status = StatusOf(report);
        return status == JobStatus.Finished
            ? new JobExecutionResult(jobId, jobName, TimeSpan.FromMilliseconds(report.ElapsedTimeMs))
            : throw new JobExecutionException(
                jobId, status, report.Diagnostics is { Length: > 0 } why ? why.Trim()
                    : $"{report.Id} ended as {report.State}.");
    }

    static JobStatus StatusOf(YarnApplication report) => report switch
    {
        { FinalStatus: YarnFinalStatus.Succeeded } => JobStatus.Finished,
        { FinalStatus: YarnFinalStatus.Killed } or { State: YarnApplicationState.Killed } => JobStatus.Canceled,
        _ => JobStatus.Failed,
    };
}
