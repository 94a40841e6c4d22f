using FlinkYarn.Api.Execution;
using FlinkYarn.Client.Output;

namespace FlinkYarn.Client.Cluster;

/// <summary>Shows a job's state and the TaskManagers that come, while somebody waits for the job.</summary>
sealed class JobWatch(RestJobClient job, IOutput output, TimeProvider time)
{
    static readonly TimeSpan OverviewInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>Ends with the job, or when the ApplicationMaster cannot be asked any more; never throws for that.</summary>
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
        catch (Exception failure) when (failure is OperationCanceledException or IOException or ApplicationEndedException)
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
        do
        {
            var overview = await job.GetOverviewAsync(cancellationToken);
            if (overview.TaskManagersWanted > 0)
            {
                output.Wait($"TaskManagers: {overview.TaskManagers} of {overview.TaskManagersWanted}");
            }

            if (overview.TaskManagersWanted > 0 && overview.TaskManagers >= overview.TaskManagersWanted)
            {
                return;
            }
        }
        while (await ticks.WaitForNextTickAsync(cancellationToken));
    }

    void Tell(JobStatus status)
    {
        output.Wait("");
        output.Say($"Job state: {JobStates.Format(status)}");
    }
}
