using FlinkYarn.Api.Execution;

namespace FlinkYarn.AppMaster.JobManager.States;

/// <summary>All tasks ended well and the sinks are committed.</summary>
sealed class Finished(IJobContext context) : JobState(context)
{
    public override JobStatus Status => JobStatus.Finished;

    public override void Enter() => Context.End(cause: null);
}
