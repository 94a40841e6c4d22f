using FlinkYarn.Api.Execution;

namespace FlinkYarn.AppMaster.Modes;

/// <summary>
/// Takes job after job until somebody ends the cluster; it has then succeeded, whatever its jobs did. Jobs that still
/// run are cancelled.
/// </summary>
/// <param name="patience">For the cancelled jobs (<c>cluster.services.shutdown-timeout</c>).</param>
sealed class SessionMode(
    Dispatcher.Dispatcher dispatcher, ClusterShutdown shutdown, TimeSpan patience, TimeProvider time)
    : IApplicationMode
{
    public async Task<ApplicationEnd> RunAsync(CancellationToken cancellationToken)
    {
        await shutdown.Requested.WaitAsync(cancellationToken);
        await Task.WhenAny(dispatcher.StopAsync(), Task.Delay(patience, time, cancellationToken));
        return new ApplicationEnd(JobStatus.Finished, "");
    }
}
