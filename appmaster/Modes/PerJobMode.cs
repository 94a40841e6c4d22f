using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.AppMaster.ResourceManager.Yarn;

namespace FlinkYarn.AppMaster.Modes;

/// <summary>One job; its status is the application's. A shut-down of the cluster cancels it.</summary>
/// <param name="isAttached">Whether a client waits for the result, which is then kept for it for a while.</param>
sealed class PerJobMode(
    Dispatcher.Dispatcher dispatcher, JobSubmission submission, bool isAttached, ClusterShutdown shutdown,
    TimeProvider time) : IApplicationMode
{
    static readonly TimeSpan ResultPatience = TimeSpan.FromSeconds(30);

    public async Task<ApplicationEnd> RunAsync(CancellationToken cancellationToken)
    {
        var job = await dispatcher.SubmitAsync(submission);
        if (await Task.WhenAny(job.Outcome, shutdown.Requested).WaitAsync(cancellationToken) == shutdown.Requested)
        {
            await job.CancelAsync();
        }

        var outcome = await job.Outcome.WaitAsync(cancellationToken);
        if (isAttached)
        {
            await Task.WhenAny(job.ResultRead, Task.Delay(ResultPatience, time, cancellationToken));
        }

        return new ApplicationEnd(outcome.Status, Diagnostics.Of(outcome.Cause));
    }
}
