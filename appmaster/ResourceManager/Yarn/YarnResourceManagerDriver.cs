using FlinkYarn.Api.Execution;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.Runtime.Actors;

namespace FlinkYarn.AppMaster.ResourceManager.Yarn;

/// <summary>
/// Gets TaskManagers from YARN: one loop of heartbeats, at once when there is something to say, often while containers
/// are awaited, rarely otherwise. Its state is touched on the ResourceManager's mailbox only; the calls themselves
/// run outside it, never two at once.
/// </summary>
sealed partial class YarnResourceManagerDriver(YarnDriverSetup setup, ActorSystem system) : IResourceManagerDriver
{
    readonly ILogger logger = setup.Loggers.CreateLogger<YarnResourceManagerDriver>();
    readonly Dictionary<string, AllocatedContainer> containers = [];
    readonly CancellationTokenSource stopping = new();
    readonly SemaphoreSlim wake = new(0, 1);
    IResourceEventHandler events = null!;
    Task heartbeats = Task.CompletedTask;

    public async Task StartAsync(IResourceEventHandler handler, CancellationToken cancellationToken)
    {
        events = handler;
        var limit = await setup.Scheduler.RegisterAsync(setup.Host, setup.Port, setup.TrackingUrl, cancellationToken);
        LogRegistered(setup.Host, setup.Port, limit.MemoryMb, limit.VirtualCores);
        if (setup.Shape.MemoryMb > limit.MemoryMb || setup.Shape.VirtualCores > limit.VirtualCores)
        {
            throw new ArgumentException(
                $"A TaskManager needs {setup.Shape.MemoryMb} MB and {setup.Shape.VirtualCores} vcores; the queue's largest "
                + $"container has {limit.MemoryMb} MB and {limit.VirtualCores} vcores. Lower taskmanager.memory.process.size "
                + "or yarn.containers.vcores, or raise yarn.scheduler.maximum-allocation-mb.");
        }

        heartbeats = HeartbeatsAsync();
    }

    public void DeclareWanted(int count)
    {
        setup.Scheduler.Declare(setup.Shape, count);
        WakeIfNews();
    }

    public void Release(string resourceId)
    {
        if (containers.Remove(resourceId, out var container))
        {
            _ = StopContainerAsync(container);
            setup.Scheduler.Release(container.Id);
            WakeIfNews();
        }
    }

    public async Task StopAsync(JobStatus status, string diagnostics, CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await heartbeats;
        var final = status switch
        {
            JobStatus.Finished => FinalApplicationStatusProto.AppSucceeded,
            JobStatus.Canceled => FinalApplicationStatusProto.AppKilled,
            _ => FinalApplicationStatusProto.AppFailed,
        };
        await setup.Scheduler.FinishAsync(final, diagnostics, cancellationToken);
        LogFinished(final);
        await setup.Scheduler.DisposeAsync();
    }

    // Runs on the mailbox between its awaits: it was started there.
    async Task HeartbeatsAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                Take(await setup.Scheduler.HeartbeatAsync(progress: 0.5f, stopping.Token));
                var pause = setup.Scheduler.IsWaiting ? setup.WaitingInterval : setup.IdleInterval;
                if (!setup.Scheduler.HasNews)
                {
                    await WaitAsync(pause);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is AttemptOverException or IOException or RemoteException)
            {
                events.OnProviderLost(failure);
                return;
            }
        }
    }

    void Take(AllocationNews news)
    {
        foreach (var completed in news.Completed)
        {
            var id = completed.Id.ToString();
            if (containers.Remove(id))
            {
                LogCompleted(id, completed.ExitStatus);
                events.OnWorkerEnded(id, ContainerEnd.Describe(completed));
            }
        }

        foreach (var container in news.Allocated)
        {
            Take(container);
        }
    }

    void Take(AllocatedContainer container)
    {
        var id = container.Id.ToString();
        if (container.Priority != setup.Shape.Priority || containers.Count >= Limit)
        {
            LogExcess(id);
            setup.Scheduler.Release(container.Id);
            return;
        }

        containers.Add(id, container);
        LogAllocated(id, container.Node, container.MemoryMb);
        events.OnWorkerStarting(id, container.Node.Host);
        if (containers.ContainsKey(id))
        {
            _ = StartContainerAsync(container);
        }
    }

    // More than any job needs: what YARN gives beyond it is a mistake of YARN's or of ours.
    int Limit => setup.MostWorkers;

    async Task StartContainerAsync(AllocatedContainer container)
    {
        try
        {
            await setup.Nodes.StartAsync(
                container, setup.Launch.Describe($"{setup.Host}:{setup.Port}"), stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The application ends, and YARN ends the container with it.
        }
        catch (Exception failure) when (failure is IOException or RemoteException or ContainerRefusedException
            or InvalidOperationException)
        {
            var id = container.Id.ToString();
            LogStartFailed(id, failure.Message);
            if (containers.Remove(id))
            {
                setup.Scheduler.Release(container.Id);
                events.OnWorkerEnded(id, $"its NodeManager {container.Node} did not start it: {failure.Message}");
            }
        }
    }

    async Task StopContainerAsync(AllocatedContainer container)
    {
        try
        {
            await setup.Nodes.StopAsync(container.Id, container.Node, CancellationToken.None);
        }
        catch (Exception failure) when (failure is IOException or RemoteException or ContainerRefusedException)
        {
            // Releasing it at the scheduler ends it as well, a heartbeat later.
            LogStopFailed(container.Id.ToString(), failure.Message);
        }
    }

    void WakeIfNews()
    {
        if (setup.Scheduler.HasNews && wake.CurrentCount == 0)
        {
            wake.Release();
        }
    }

    async Task WaitAsync(TimeSpan pause)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        var news = wake.WaitAsync(timeout.Token);
        var first = await Task.WhenAny(news, Task.Delay(pause, system.Time, timeout.Token));
        await timeout.CancelAsync();
        if (first == news)
        {
            await news;
        }
    }
}
