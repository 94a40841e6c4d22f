using FlinkYarn.Api.Execution;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.JobManager.States;

/// <summary>
/// Something failed; what still runs is being cancelled. The first cause is the cause, unless it is that another
/// TaskManager could not be spoken with: then what became of that one is.
/// </summary>
sealed class Failing(IJobContext context, FailureInfo first) : JobState(context)
{
    FailureInfo cause = first;

    public override JobStatus Status => JobStatus.Failing;

    public override void Enter()
    {
        Context.CancelTasks();
        if (Context.AreAllTasksTerminal)
        {
            Context.AbortSinks();
        }
    }

    public override void Fail(FailureInfo later)
    {
        if (cause.Domain == FailureInfo.Types.Domain.Peer)
        {
            cause = later;
        }
    }

    public override void OnAllTasksTerminal() => Context.AbortSinks();

    public override void OnSinksAborted() => Context.GoTo(new Failed(Context, cause));
}
