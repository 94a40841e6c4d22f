using FlinkYarn.Api.Execution;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.JobManager.States;

/// <summary>The job waits for its slots.</summary>
sealed class Created(IJobContext context) : JobState(context)
{
    public override JobStatus Status => JobStatus.Created;

    public override void OnSlotsComplete()
    {
        Context.GoTo(new Running(Context));
        Context.Deploy();
    }

    public override void Fail(FailureInfo cause) => Context.GoTo(new Failing(Context, cause));

    public override void Cancel() => Context.GoTo(new Cancelling(Context));
}
