using FlinkYarn.Api.Execution;

namespace FlinkYarn.AppMaster.JobManager.States;

/// <summary>Somebody asked for the end; tasks are being cancelled, and a failure among them changes nothing.</summary>
sealed class Cancelling(IJobContext context) : JobState(context)
{
    public override JobStatus Status => JobStatus.Cancelling;

    public override void Enter()
    {
        Context.CancelTasks();
        if (Context.AreAllTasksTerminal)
        {
            Context.AbortSinks();
        }
    }

    public override void OnAllTasksTerminal() => Context.AbortSinks();

    public override void OnSinksAborted() => Context.GoTo(new Canceled(Context));
}
