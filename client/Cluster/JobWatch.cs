using FlinkYarn.Api.Execution;
using FlinkYarn.Client.Output;
using FlinkYarn.Runtime.Contracts.Rest;

namespace FlinkYarn.Client.Cluster;

/// <summary>Shows a job's state and the TaskManagers that come, while somebody waits for the job.</summary>
sealed class JobWatch(RestJobClient job, IOutput output, TimeProvider time)
{
    static readonly TimeSpan OverviewInterval = TimeSpan.FromMilliseconds(250);

    // Containers come within seconds when there is room for them.
    static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Ends with the job, or when the ApplicationMaster cannot be asked any more; never throws for that.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var taskManagers = WatchTaskManagersAsync(ended.Token);
            await WatchStatesAsync(ended.Token);
            await ended.CancelAsync();
            await taskManagers;
        }
        catch (Exception failure) when (
            failure is OperationCanceledException or IOException or ApplicationEndedException)
        {
            // The one who waits for the result hears of it, with the reason.
        }
        finally
        {
            await ended.CancelAsync();
        }
    }

    async Task WatchStatesAsync(CancellationToken cancellationToken)
    {
        var status = await job.GetStatusAsync(cancellationToken);
        Tell(status);
        while (!status.IsTerminal())
        {
            var next = await job.GetStatusChangeAsync(status, cancellationToken);
            if (next != status)
            {
                Tell(next);
            }

            status = next;
        }
    }

    async Task WatchTaskManagersAsync(CancellationToken cancellationToken)
    {
        using var ticks = new PeriodicTimer(OverviewInterval, time);
        var (came, since) = (0, time.GetTimestamp());
        do
        {
            var overview = await job.GetOverviewAsync(cancellationToken);
            if (overview.TaskManagers != came)
            {
                (came, since) = (overview.TaskManagers, time.GetTimestamp());
            }

            if (overview.TaskManagersWanted > 0)
            {
                output.Wait($"TaskManagers: {overview.TaskManagers} of {overview.TaskManagersWanted}"
                    + (time.GetElapsedTime(since) > UsualWait ? Reason(overview) : ""));
            }

            if (overview.TaskManagersWanted > 0 && overview.TaskManagers >= overview.TaskManagersWanted)
            {
                return;
            }
        }
        while (await ticks.WaitForNextTickAsync(cancellationToken));
    }

    static string Reason(ClusterOverview overview) => overview.TaskManagersNotGiven > 0
        ? $"; YARN has no room for {overview.TaskManagersNotGiven} more yet: the queue or the cluster has too little "
            + "free memory or vcores"
        : "; the others are starting";

    void Tell(JobStatus status)
    {
        output.Wait("");
        output.Say($"Job state: {JobStates.Format(status)}");
    }
}
