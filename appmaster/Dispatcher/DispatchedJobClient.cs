using System.Runtime.CompilerServices;
using FlinkYarn.Api.Execution;
using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.Runtime.Failures;

namespace FlinkYarn.AppMaster.Dispatcher;

/// <summary>The handle of a job in this process.</summary>
sealed class DispatchedJobClient(IJobHandle job) : IJobClient, ICollectedRows
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string JobId => job.JobId;

    public async Task<JobStatus> GetStatusAsync(CancellationToken cancellationToken = default) =>
        (await job.SnapshotAsync().WaitAsync(cancellationToken)).Status;

    public Task CancelAsync(CancellationToken cancellationToken = default) =>
        job.CancelAsync().WaitAsync(cancellationToken);

    public async Task<JobExecutionResult> GetResultAsync(CancellationToken cancellationToken = default)
    {
        var outcome = await job.Outcome.WaitAsync(cancellationToken);
        job.ResultFetched();
        if (outcome.Status == JobStatus.Finished)
        {
            return new JobExecutionResult(outcome.JobId, outcome.JobName, outcome.Runtime);
        }

        var why = outcome.Cause is { } cause
            ? $"{FailureInfos.Describe(cause)}{Environment.NewLine}{cause.Stack}"
            : $"Job '{outcome.JobName}' was cancelled.";
        throw new JobExecutionException(outcome.JobId, outcome.Status, why);
    }

    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        string operatorId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (long next = 0; ;)
        {
            var page = await job.ReadCollectedAsync(operatorId, next, Patience, cancellationToken)
                ?? throw new InvalidOperationException($"The job has no collect sink {operatorId}.");
            foreach (var chunk in page.Chunks)
            {
                yield return chunk;
            }

            next += page.Chunks.Count;
            if (page.IsLast && page.Chunks.Count == 0)
            {
                break;
            }
        }

        // Throws when the job ended badly.
        await GetResultAsync(cancellationToken);
    }
}
