using FlinkYarn.Api.Execution;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.JobManager.States;

/// <summary>Tasks are deployed; when all have finished the sinks are committed.</summary>
sealed class Running(IJobContext context) : JobState(context)
{
    bool isCommitting;

    public override JobStatus Status => JobStatus.Running;

    public override void OnAllTasksTerminal()
    {
        if (!isCommitting)
        {
            isCommitting = true;
            Context.CommitSinks();
        }
    }

    public override void OnSinksCommitted() => Context.GoTo(new Finished(Context));

    public override void Fail(FailureInfo cause) => Context.GoTo(new Failing(Context, cause));

    /// <summary>Sinks that are being committed are not taken back: the job then finishes.</summary>
    public override void Cancel()
    {
        if (!isCommitting)
        {
            Context.GoTo(new Cancelling(Context));
        }
    }
}
