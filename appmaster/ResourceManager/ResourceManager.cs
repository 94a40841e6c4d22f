using FlinkYarn.Api.Execution;
using FlinkYarn.AppMaster.Gateways;
using FlinkYarn.Runtime.Actors;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Telemetry;

namespace FlinkYarn.AppMaster.ResourceManager;

/// <summary>
/// Keeps as many TaskManagers as the jobs need: after every event it compares the slots needed with those registered,
/// starting and asked for, and moves toward it. All state is touched on its mailbox.
/// </summary>
sealed partial class ResourceManager : Endpoint, IResourceManagerGateway, IResourceEventHandler
{
    // A NodeManager tells of an end with its next heartbeat, which is a second away at most by YARN's defaults.
    static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(3);

    readonly IResourceManagerDriver driver;
    readonly ResourceManagerOptions options;
    readonly JobManagerDirectory jobManagers;
    readonly ILogger<ResourceManager> logger;
    readonly WorkerTarget target;
    readonly string version;
    readonly StartTrace trace;
    readonly Dictionary<string, Worker> workers = [];
    readonly SlotRequirements requirements = new();
    readonly StartFailureRate startFailures;
    readonly TaskCompletionSource providerLost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    ITimer? heartbeats;
    ITimer? idleCheck;
    bool isPaused;
    bool isStopping;

    public ResourceManager(ResourceManagerSetup setup, ActorSystem system)
        : base(system, "ResourceManager")
    {
        driver = setup.Driver;
        options = setup.Options;
        jobManagers = setup.JobManagers;
        logger = setup.Loggers.CreateLogger<ResourceManager>();
        target = new WorkerTarget(setup.Options, setup.SlotsPerWorker);
        version = setup.Version;
        trace = setup.Trace;
        startFailures = new StartFailureRate(options.MaxStartFailuresPerMinute, system.Time);
        FencingToken = system.NextId();
    }

    public string FencingToken { get; }

    /// <summary>Fails when the provider is lost for good.</summary>
    public Task ProviderLost => providerLost.Task;

    public Task StartAsync(CancellationToken cancellationToken) => Mailbox.RunAsync(async () =>
    {
        await driver.StartAsync(this, cancellationToken);
        heartbeats = ScheduleEvery(options.HeartbeatInterval, CheckWorkers);
        Reconcile();
    });

    /// <summary>Tells every TaskManager to end, and the provider that the application has ended.</summary>
    public Task StopAsync(JobStatus status, string diagnostics, CancellationToken cancellationToken) =>
        Mailbox.RunAsync(async () =>
        {
            isStopping = true;
            heartbeats?.Dispose();
            idleCheck?.Dispose();
            driver.DeclareWanted(0);
            foreach (var worker in workers.Values)
            {
                worker.Gateway?.Tell(
                    new MasterMessage { Shutdown = new Shutdown { Reason = "The application has ended." } });
            }

            await driver.StopAsync(status, diagnostics, cancellationToken);
        });

    public Task<ClusterSnapshot> SnapshotAsync() => Mailbox.RunAsync(() => new ClusterSnapshot(
        [.. from worker in workers.Values
            where worker.IsRegistered
            select new WorkerSnapshot(
                worker.ResourceId, worker.Gateway!.Host, worker.Gateway.DataPort, worker.Slots.Count, worker.FreeSlots,
                worker.LastHeartbeat, worker.ResidentBytes)],
        workers.Values.Count(worker => !worker.IsRegistered),
        WorkersWanted));

    public Task<Registered> RegisterTaskManagerAsync(RegisterTaskManager registration, ITaskManagerGateway gateway) =>
        Mailbox.RunAsync(() =>
        {
            if (Refusal(registration) is { } reason)
            {
                throw new RegistrationRefusedException(reason);
            }

            var worker = workers[registration.ResourceId];
            worker.Register(gateway, registration.Slots, System.Time.GetUtcNow());
            LogRegistered(registration.ResourceId, registration.Host, registration.Slots);
            trace.Add(registration.Start.Select(step => new StartStep(
                registration.ResourceId, step.Step, DateTimeOffset.UnixEpoch.AddMicroseconds(step.UnixUs))));
            trace.Mark($"{registration.ResourceId} has registered");
            Mailbox.Post(Reconcile);
            return new Registered
            {
                ResourceManagerToken = FencingToken,
                HeartbeatIntervalMs = (long)options.HeartbeatInterval.TotalMilliseconds,
                HeartbeatTimeoutMs = (long)options.HeartbeatTimeout.TotalMilliseconds,
            };
        });

    public void OnHeartbeat(string resourceId, TaskManagerHeartbeat heartbeat) => Mailbox.Post(() =>
    {
        if (workers.TryGetValue(resourceId, out var worker))
        {
            worker.OnHeartbeat(heartbeat.ResidentBytes, System.Time.GetUtcNow());
        }
    });

    public void OnSlotFreed(string resourceId, SlotFreed slot) => Mailbox.Post(() =>
    {
        if (workers.TryGetValue(resourceId, out var worker)
            && worker.Slots.FirstOrDefault(known => known.AllocationId == slot.AllocationId) is { } freed)
        {
            worker.Free(freed, System.Time.GetUtcNow());
            Reconcile();
        }
    });

    public void OnDisconnected(string resourceId, string reason) => Mailbox.Post(() =>
    {
        if (isStopping)
        {
            Lose(resourceId, reason);
        }
        else if (workers.TryGetValue(resourceId, out var worker) && !worker.IsEnding)
        {
            // A broken stream is not the cause: exit status and diagnostics are, and come in a moment.
            LogSilent(resourceId, reason);
            worker.IsEnding = true;
            driver.ExpectEnd(resourceId);
            Schedule(EndPatience, () => Lose(resourceId, reason));
        }
    });

    public void DeclareRequirement(string jobId, string jobManagerToken, int slots) => Mailbox.Post(() =>
    {
        requirements.Set(jobId, jobManagerToken, slots);
        LogRequirement(jobId, slots);
        Reconcile();
    });

    public Task<string> DescribeShortageAsync() => Mailbox.RunAsync(() =>
    {
        var registered = workers.Values.Count(worker => worker.IsRegistered);
        var counts = $"TaskManagers: {WorkersWanted} wanted, {registered} registered, "
            + $"{workers.Count - registered} starting, {Math.Max(0, WorkersWanted - workers.Count)} not given.";
        if (WorkersWanted > target.Most)
        {
            counts += $" slotmanager.number-of-slots.max allows {target.Most}.";
        }

        var asked = WorkersWanted > workers.Count ? $" {driver.DescribeShortage()}".TrimEnd() : "";
        return startFailures.LastReason is { } reason
            ? $"{counts}{asked} The last one that failed to start: {reason}"
            : $"{counts}{asked}";
    });

    void IResourceEventHandler.OnWorkerStarting(string resourceId, string host)
    {
        AssertOnMailbox();
        workers.TryAdd(resourceId, new Worker(resourceId, host, System.Time.GetUtcNow()));
        LogWorkerStarting(resourceId, host);
        trace.Mark($"{resourceId} is given, it starts on {host}");
        Reconcile();
    }

    void IResourceEventHandler.OnWorkerEnded(string resourceId, string reason)
    {
        AssertOnMailbox();
        Lose(resourceId, reason);
    }

    void IResourceEventHandler.OnProviderLost(Exception failure) => providerLost.TrySetException(failure);

    bool IsNeeded => requirements.All.Count > 0;

    int WorkersWanted => target.WorkersFor(requirements.All.Sum(requirement => requirement.Slots));

    string? Refusal(RegisterTaskManager registration)
    {
        if (isStopping)
        {
            return "The application is ending.";
        }

        if (registration.Version != version)
        {
            return $"The TaskManager is version {registration.Version}, the ApplicationMaster {version}.";
        }

        return !workers.TryGetValue(registration.ResourceId, out var worker)
            ? $"No TaskManager {registration.ResourceId} was started by this ApplicationMaster."
            : worker.IsRegistered ? $"A TaskManager {registration.ResourceId} is registered already." : null;
    }

    /// <summary>Moves what is there toward what is needed. Called after every event.</summary>
    void Reconcile()
    {
        if (isStopping)
        {
            return;
        }

        var missing = 0;
        foreach (var requirement in requirements.All)
        {
            missing += requirement.Slots - AllocateTo(requirement);
        }

        // Slots of a job that has ended come back in a moment; nobody is asked for others meanwhile.
        missing = Math.Max(0, missing - workers.Values.Sum(worker =>
            worker.Slots.Count(slot => !slot.IsFree && !requirements.Has(slot.JobId!))));
        var starting = workers.Values.Count(worker => !worker.IsRegistered);
        var wanted = target.Missing(
            workers.Count - starting, workers.Values.Count(worker => worker.IsIdle), missing, IsNeeded);
        driver.DeclareWanted(isPaused ? 0 : Math.Max(0, wanted - starting));
        ReleaseUnneeded(Math.Max(0, starting - wanted));
        ReleaseIdle();
    }

    /// <summary>Gives free slots to a job until it has what it needs; how many it has then.</summary>
    int AllocateTo(Requirement requirement)
    {
        var allocated = workers.Values.Sum(worker => worker.Slots.Count(slot => slot.JobId == requirement.JobId));
        var free = from worker in workers.Values
                   where worker is { IsRegistered: true, IsEnding: false }
                   from slot in worker.Slots
                   where slot.IsFree
                   select (worker, slot);
        foreach (var (worker, slot) in free.Take(Math.Max(0, requirement.Slots - allocated)).ToList())
        {
            slot.Allocate(System.NextId(), requirement.JobId);
            allocated++;
            _ = RequestSlotAsync(worker, slot, requirement);
        }

        return allocated;
    }

    async Task RequestSlotAsync(Worker worker, Slot slot, Requirement requirement)
    {
        var allocation = slot.AllocationId;
        try
        {
            await worker.Gateway!.AskAsync(new MasterMessage
            {
                RequestSlot = new RequestSlot
                {
                    Slot = slot.Index,
                    AllocationId = allocation,
                    JobId = requirement.JobId,
                    JobManagerToken = requirement.JobManagerToken,
                },
            });
        }
        catch (Exception failure) when (failure is TaskManagerRefusedException or IOException)
        {
            LogSlotRefused(worker.ResourceId, slot.Index, failure.Message);
            if (slot.AllocationId == allocation)
            {
                worker.Free(slot, System.Time.GetUtcNow());
                Reconcile();
            }
        }
    }

    /// <summary>Gives back TaskManagers that are starting and no longer needed, the youngest first.</summary>
    void ReleaseUnneeded(int count)
    {
        var unneeded = workers.Values.Where(worker => !worker.IsRegistered)
            .OrderBy(worker => worker.Started).TakeLast(count).ToList();
        foreach (var worker in unneeded)
        {
            LogUnneeded(worker.ResourceId);
            workers.Remove(worker.ResourceId);
            driver.Release(worker.ResourceId);
        }
    }

    /// <summary>Gives back those that have been idle for long, the longest first, and looks again in time.</summary>
    void ReleaseIdle()
    {
        idleCheck?.Dispose();
        var now = System.Time.GetUtcNow();
        var idle = workers.Values.Where(worker => worker.IsIdle).OrderBy(worker => worker.IdleSince).ToList();
        var spare = target.Spare(workers.Values.Count(worker => worker.IsRegistered), idle.Count, IsNeeded);
        foreach (var worker in idle.Take(spare))
        {
            if (now - worker.IdleSince < options.IdleTimeout)
            {
                idleCheck = Schedule(worker.IdleSince + options.IdleTimeout - now, Reconcile);
                return;
            }

            LogIdle(worker.ResourceId, options.IdleTimeout);
            workers.Remove(worker.ResourceId);
            worker.Gateway!.Tell(new MasterMessage { Shutdown = new Shutdown { Reason = "No job needs it." } });
            driver.Release(worker.ResourceId);
        }
    }

    void Lose(string resourceId, string reason)
    {
        if (!workers.Remove(resourceId, out var worker))
        {
            return;
        }

        if (isStopping)
        {
            LogEnded(resourceId, reason);
        }
        else
        {
            LogLost(resourceId, reason);
        }

        worker.Gateway?.Disconnect();
        driver.Release(resourceId);
        foreach (var jobManager in jobManagers.All)
        {
            jobManager.OnTaskManagerLost(resourceId, reason);
        }

        if (!worker.IsRegistered && !isStopping
            && startFailures.Add($"{resourceId} on {worker.Host}: {reason}") && !isPaused)
        {
            isPaused = true;
            LogPaused(options.StartRetryInterval, reason);
            Schedule(options.StartRetryInterval, () =>
            {
                isPaused = false;
                Reconcile();
            });
        }

        Reconcile();
    }

    void CheckWorkers()
    {
        var now = System.Time.GetUtcNow();
        foreach (var worker in workers.Values.ToList())
        {
            if (!worker.IsRegistered && now - worker.Started > options.RegistrationTimeout)
            {
                Lose(worker.ResourceId, $"it did not register within {options.RegistrationTimeout}");
            }
            else if (worker.IsRegistered && now - worker.LastHeartbeat > options.HeartbeatTimeout)
            {
                Lose(worker.ResourceId, $"no heartbeat came for {options.HeartbeatTimeout}");
            }
            else
            {
                worker.Gateway?.Tell(
                    new MasterMessage { Heartbeat = new MasterHeartbeat(), FencingToken = FencingToken });
            }
        }
    }
}
