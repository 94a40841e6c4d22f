using FlinkYarn.Api.Execution;
using FlinkYarn.AppMaster.JobManager;

namespace FlinkYarn.AppMaster.Dispatcher;

/// <summary>What stays of a job that has ended: its last snapshot and its outcome. Immutable.</summary>
sealed class FinishedJob(JobSnapshot snapshot, JobOutcome outcome) : IJobHandle
{
    public string JobId => snapshot.JobId;

    public DateTimeOffset Ended => snapshot.Ended!.Value;

    public Task<JobOutcome> Outcome { get; } = Task.FromResult(outcome);

    public Task<JobSnapshot> SnapshotAsync() => Task.FromResult(snapshot);

    public Task<JobStatus> WaitForChangeAsync(
        JobStatus known, TimeSpan patience, CancellationToken cancellationToken) => Task.FromResult(snapshot.Status);

    // Its rows went to whoever has read the result.
    public Task<CollectedRowsPage?> ReadCollectedAsync(
        string operatorId, long from, TimeSpan patience, CancellationToken cancellationToken) =>
        Task.FromResult<CollectedRowsPage?>(null);

    public Task CancelAsync() => Task.CompletedTask;

    public void ResultFetched()
    {
    }
}
