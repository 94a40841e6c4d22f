using FlinkYarn.Api.Execution;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.JobManager.States;

/// <summary>
/// One state of a job: what it does when it is entered and how it answers events. On the JobManager's mailbox.
/// </summary>
abstract class JobState(IJobContext context)
{
    public abstract JobStatus Status { get; }

    /// <summary>What the job has failed by, or is failing by; null in all other states.</summary>
    public virtual FailureInfo? Cause => null;

    protected IJobContext Context => context;

    public virtual void Enter()
    {
    }

    /// <summary>Sources and sinks are ready.</summary>
    public virtual void OnInitialized()
    {
    }

    /// <summary>All slots that the job needs are there.</summary>
    public virtual void OnSlotsComplete()
    {
    }

    /// <summary>No task runs any more.</summary>
    public virtual void OnAllTasksTerminal()
    {
    }

    public virtual void OnSinksCommitted()
    {
    }

    public virtual void OnSinksAborted()
    {
    }

    /// <summary>Something failed for good. States that are ending already know a cause, and keep it.</summary>
    public virtual void Fail(FailureInfo cause)
    {
    }

    /// <summary>A TaskManager with tasks of the job is gone.</summary>
    public virtual void OnTaskManagerLost(FailureInfo cause) => Fail(cause);

    public virtual void Cancel()
    {
    }
}
