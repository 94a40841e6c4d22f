using FlinkYarn.Api.Execution;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.JobManager.States;

/// <summary>Something failed; what still runs is being cancelled. The first cause is the cause.</summary>
sealed class Failing(IJobContext context, FailureInfo firstCause) : JobState(context)
{
    FailureInfo cause = firstCause;

    public override JobStatus Status => JobStatus.Failing;

    public override FailureInfo Cause => cause;

    public override void Enter()
    {
        Context.CancelTasks();
        if (Context.AreAllTasksTerminal)
        {
            Context.AbortSinks();
        }
    }

    public override void OnAllTasksTerminal() => Context.AbortSinks();

    public override void OnSinksAborted() => Context.GoTo(new Failed(Context, cause));

    /// <summary>
    /// Its neighbours see their connections to it break before anybody knows why it died: that is no cause.
    /// </summary>
    public override void OnTaskManagerLost(FailureInfo loss)
    {
        if (cause.Domain == FailureInfo.Types.Domain.Connection)
        {
            cause = loss;
        }
    }
}
