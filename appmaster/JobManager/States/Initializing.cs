using FlinkYarn.Api.Execution;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.JobManager.States;

/// <summary>Sources are being cut into splits, outputs checked.</summary>
sealed class Initializing(IJobContext context) : JobState(context)
{
    public override JobStatus Status => JobStatus.Initializing;

    public override void OnInitialized() => Context.GoTo(new Created(Context));

    public override void Fail(FailureInfo cause) => Context.GoTo(new Failing(Context, cause));

    public override void Cancel() => Context.GoTo(new Cancelling(Context));
}
