using FlinkYarn.Api.Execution;

namespace FlinkYarn.AppMaster.JobManager;

/// <summary>What others may ask and want of a job, whether it runs or has ended. Thread-safe.</summary>
interface IJobHandle
{
    string JobId { get; }

    /// <summary>Completes when the job has ended, however; never fails.</summary>
    Task<JobOutcome> Outcome { get; }

    /// <summary>What people may know of the job now.</summary>
    Task<JobSnapshot> SnapshotAsync();

    /// <summary>
    /// Completes with the state when it is another one than <paramref name="known"/>, or with it after a time.
    /// </summary>
    Task<JobStatus> WaitForChangeAsync(JobStatus known, TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>The rows of a collect sink from a chunk on; null when there is no such sink.</summary>
    Task<CollectedRowsPage?> ReadCollectedAsync(
        string operatorId, long from, TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>Asks the job to end; one that has ended stays as it is.</summary>
    Task CancelAsync();

    /// <summary>Somebody has read the outcome, so that an attached client need not be waited for.</summary>
    void ResultFetched();
}
