using FlinkYarn.Api.Execution;

namespace FlinkYarn.AppMaster.JobManager;

/// <summary>When a job entered each of its states. On the JobManager's mailbox.</summary>
sealed class JobTimeline(TimeProvider time)
{
    readonly Dictionary<JobStatus, DateTimeOffset> entered = [];
    TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the next state is entered.</summary>
    public Task Changed => changed.Task;

    public DateTimeOffset Started { get; } = time.GetUtcNow();

    /// <summary>Null while the job runs.</summary>
    public DateTimeOffset? Ended { get; private set; }

    public TimeSpan Runtime => (Ended ?? time.GetUtcNow()) - Started;

    public IReadOnlyDictionary<JobStatus, DateTimeOffset> Entered => entered;

    public void Enter(JobStatus status)
    {
        entered[status] = time.GetUtcNow();
        if (JobTransitions.IsTerminal(status))
        {
            Ended = entered[status];
        }

        var was = changed;
        changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        was.SetResult();
    }
}
