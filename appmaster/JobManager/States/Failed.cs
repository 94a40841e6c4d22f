using FlinkYarn.Api.Execution;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.JobManager.States;

/// <summary>Ended by a failure.</summary>
sealed class Failed(IJobContext context, FailureInfo cause) : JobState(context)
{
    public override JobStatus Status => JobStatus.Failed;

    public override FailureInfo Cause => cause;

    public override void Enter() => Context.End(cause);
}
