using FlinkYarn.Api.Execution;

namespace FlinkYarn.AppMaster.JobManager.States;

/// <summary>Ended because somebody asked for it.</summary>
sealed class Canceled(IJobContext context) : JobState(context)
{
    public override JobStatus Status => JobStatus.Canceled;

    public override void Enter() => Context.End(cause: null);
}
