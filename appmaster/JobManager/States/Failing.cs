using FlinkYarn.Api.Execution;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.JobManager.States;

/// <summary>Something failed; what still runs is being cancelled. The first cause is the cause.</summary>
sealed class Failing(IJobContext context, FailureInfo cause) : JobState(context)
{
    public override JobStatus Status => JobStatus.Failing;

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
}
