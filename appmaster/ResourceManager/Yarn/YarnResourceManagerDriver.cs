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
    // A TaskManager that ends sooner after its start than this has failed to start.
    static readonly TimeSpan StartPhase = TimeSpan.FromMinutes(1);

    readonly Dictionary<string, HeldContainer> containers = [];
    readonly FailingNodes failingNodes = new(system.Time);
    readonly CancellationTokenSource stopping = new();
    TaskCompletionSource news = new();
    IResourceEventHandler events = null!;
    Task heartbeats = Task.CompletedTask;
    readonly HashSet<string> expectedEnds = [];
    ContainerLimit? room;
    int wanted;
    bool isTakingNews;

    public async Task StartAsync(IResourceEventHandler handler, CancellationToken cancellationToken)
    {
        events = handler;
        var limit = await setup.Scheduler.RegisterAsync(setup.Host, setup.Port, setup.TrackingUrl, cancellationToken);
        LogRegistered(setup.Host, setup.Port, limit.MemoryMb, limit.VirtualCores);
        if (setup.Shape.MemoryMb > limit.MemoryMb || setup.Shape.VirtualCores > limit.VirtualCores)
        {
            throw new ArgumentException(
                $"A TaskManager needs {setup.Shape.MemoryMb} MB and {setup.Shape.VirtualCores} vcores; the queue's "
                + $"largest container has {limit.MemoryMb} MB and {limit.VirtualCores} vcores. Lower "
                + "taskmanager.memory.process.size or yarn.containers.vcores, or raise "
                + "yarn.scheduler.maximum-allocation-mb.");
        }

        RequireOthers(limit);
        heartbeats = HeartbeatsAsync();
    }

    public void DeclareWanted(int count)
    {
        wanted = count;
        if (!isTakingNews)
        {
            Ask();
        }
    }

    public void ExpectEnd(string resourceId)
    {
        if (containers.ContainsKey(resourceId) && expectedEnds.Add(resourceId))
        {
            news.TrySetResult();
        }
    }

    public string DescribeShortage() =>
        $"YARN was asked for {setup.Scheduler.Wanted(setup.Shape)} containers of {setup.Shape}"
        + (room is null ? "." : $"; it says that {room.MemoryMb} MB and {room.VirtualCores} vcores are left for us.");

    public void Release(string resourceId)
    {
        expectedEnds.Remove(resourceId);
        if (containers.Remove(resourceId, out var held))
        {
            if (held.HandedOver is not null)
            {
                _ = StopContainerAsync(held.Container);
            }

            setup.Scheduler.Release(held.Container.Id);
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
        await setup.Nodes.DisposeAsync();
        await setup.Scheduler.DisposeAsync();
    }

    // YARN drops a type that it does not know from a request, and would give containers without it.
    void RequireOthers(ContainerLimit limit)
    {
        foreach (var (type, amount) in setup.Shape.Others)
        {
            if (limit.Others is { } others && others.GetValueOrDefault(type, -1) is var most && most < amount)
            {
                throw new ArgumentException(
                    $"A TaskManager needs {amount} of '{type}' (external-resources); "
                    + (most < 0 ? "YARN has no such resource type." : $"YARN's largest container has {most}."));
            }
        }
    }

    // Runs on the mailbox between its awaits: it was started there.
    async Task HeartbeatsAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var rejoins = setup.Scheduler.Rejoins;
                Take(await setup.Scheduler.HeartbeatAsync(progress: 0.5f, stopping.Token));
                if (setup.Scheduler.Rejoins > rejoins)
                {
                    LogRejoined();
                }

                var pause = setup.Scheduler.IsWaiting || expectedEnds.Count > 0
                    ? setup.WaitingInterval
                    : setup.IdleInterval;
                if (!setup.Scheduler.HasNews)
                {
                    await WaitAsync(pause);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                events.OnProviderLost(failure);
                return;
            }
        }
    }

    // The count is said once, when all that came is counted: what is said in between would ask for too many.
    void Take(AllocationNews heard)
    {
        isTakingNews = true;
        room = heard.Room ?? room;
        foreach (var completed in heard.Completed)
        {
            Take(completed);
        }

        foreach (var container in heard.Allocated)
        {
            Take(container);
        }

        isTakingNews = false;
        setup.Scheduler.LeaveOut(failingNodes.LeftOut(heard.ClusterNodes));
        Ask();
    }

    void Take(CompletedContainer completed)
    {
        var id = completed.Id.ToString();
        expectedEnds.Remove(id);
        if (containers.Remove(id, out var held))
        {
            LogCompleted(id, completed.ExitStatus);
            if (IsFailedStart(completed.ExitStatus, held))
            {
                failingNodes.OnFailedStart(held.Container.Node.Host);
            }

            events.OnWorkerEnded(id, ContainerEnd.Describe(completed, LogAddress(held.Container)));
        }
    }

    void Take(AllocatedContainer container)
    {
        var id = container.Id.ToString();
        // Beyond what any job needs it is a mistake of YARN's or of ours.
        if (container.Priority != setup.Shape.Priority || containers.Count >= setup.MostWorkers)
        {
            LogExcess(id);
            setup.Scheduler.Release(container.Id);
            return;
        }

        var held = new HeldContainer(container);
        containers.Add(id, held);
        LogAllocated(id, container.Node, container.MemoryMb);
        events.OnWorkerStarting(id, container.Node.Host);
        if (containers.ContainsKey(id))
        {
            held.HandedOver = system.Time.GetUtcNow();
            _ = StartContainerAsync(container);
        }
    }

    string LogAddress(AllocatedContainer container) => container.NodeHttpAddress.Length == 0
        ? ""
        : $"http://{container.NodeHttpAddress}/node/containerlogs/{container.Id}/{setup.User}";

    void Ask()
    {
        setup.Scheduler.Declare(setup.Shape, wanted);
        WakeIfNews();
    }

    bool IsFailedStart(int exitStatus, HeldContainer held) =>
        exitStatus is ContainerExit.NotLaunched or ContainerExit.DisksFailed
        || (exitStatus > 0 && system.Time.GetUtcNow() - held.HandedOver < StartPhase);

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
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            var id = container.Id.ToString();
            LogStartFailed(id, failure.Message);
            if (containers.Remove(id))
            {
                failingNodes.OnFailedStart(container.Node.Host);
                setup.Scheduler.Release(container.Id);
                events.OnWorkerEnded(id, $"its NodeManager {container.Node} did not start it: {failure.Message}");
                WakeIfNews();
            }
        }
    }

    async Task StopContainerAsync(AllocatedContainer container)
    {
        try
        {
            await setup.Nodes.StopAsync(container.Id, container.Node, CancellationToken.None);
        }
        catch (Exception failure) when (failure is IOException or RemoteException or ContainerRefusedException
            or InvalidOperationException)
        {
            // Releasing it at the scheduler ends it as well, a heartbeat later.
            LogStopFailed(container.Id.ToString(), failure.Message);
        }
    }

    void WakeIfNews()
    {
        if (setup.Scheduler.HasNews)
        {
            news.TrySetResult();
        }
    }

    async Task WaitAsync(TimeSpan pause)
    {
        news = new TaskCompletionSource();
        await Task.WhenAny(news.Task, Task.Delay(pause, system.Time, stopping.Token));
    }

    sealed class HeldContainer(AllocatedContainer container)
    {
        public AllocatedContainer Container => container;

        /// <summary>When its NodeManager was asked to start it; null before.</summary>
        public DateTimeOffset? HandedOver { get; set; }
    }
}
