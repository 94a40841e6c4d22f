using FlinkYarn.Api.Execution;
using FlinkYarn.AppMaster.Gateways;
using FlinkYarn.Runtime.Actors;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.ResourceManager;

/// <summary>
/// Keeps as many TaskManagers as the jobs need: after every event it compares the slots needed with those registered,
/// starting and asked for, and moves toward it. All state is touched on its mailbox.
/// </summary>
sealed partial class ResourceManager : Endpoint, IResourceManagerGateway, IResourceEventHandler
{
    readonly IResourceManagerDriver driver;
    readonly ResourceManagerOptions options;
    readonly JobManagerDirectory jobManagers;
    readonly ILogger<ResourceManager> logger;
    readonly int slotsPerWorker;
    readonly string version;
    readonly Dictionary<string, Worker> workers = [];
    readonly SlotRequirements requirements = new();
    readonly StartFailureRate startFailures;
    readonly TaskCompletionSource providerLost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    ITimer? heartbeats;
    bool isPaused;
    bool isStopping;

    public ResourceManager(ResourceManagerSetup setup, ActorSystem system)
        : base(system, "ResourceManager")
    {
        driver = setup.Driver;
        options = setup.Options;
        jobManagers = setup.JobManagers;
        logger = setup.Loggers.CreateLogger<ResourceManager>();
        slotsPerWorker = setup.SlotsPerWorker;
        version = setup.Version;
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
    });

    /// <summary>Tells every TaskManager to end, and the provider that the application has ended.</summary>
    public Task StopAsync(JobStatus status, string diagnostics, CancellationToken cancellationToken) =>
        Mailbox.RunAsync(async () =>
        {
            isStopping = true;
            heartbeats?.Dispose();
            driver.DeclareWanted(0);
            foreach (var worker in workers.Values)
            {
                worker.Gateway?.Tell(new MasterMessage { Shutdown = new Shutdown { Reason = "The application has ended." } });
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
        WorkersFor(requirements.All.Sum(requirement => requirement.Slots))));

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
            freed.Free();
            Reconcile();
        }
    });

    public void OnDisconnected(string resourceId, string reason) => Mailbox.Post(() => Lose(resourceId, reason));

    public void DeclareRequirement(string jobId, string jobManagerToken, int slots) => Mailbox.Post(() =>
    {
        requirements.Set(jobId, jobManagerToken, slots);
        LogRequirement(jobId, slots);
        Reconcile();
    });

    void IResourceEventHandler.OnWorkerStarting(string resourceId, string host)
    {
        AssertOnMailbox();
        workers.TryAdd(resourceId, new Worker(resourceId, host, System.Time.GetUtcNow()));
        LogWorkerStarting(resourceId, host);
        Reconcile();
    }

    void IResourceEventHandler.OnWorkerEnded(string resourceId, string reason)
    {
        AssertOnMailbox();
        Lose(resourceId, reason);
    }

    void IResourceEventHandler.OnProviderLost(Exception failure) => providerLost.TrySetException(failure);

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

        var starting = workers.Values.Count(worker => !worker.IsRegistered);
        driver.DeclareWanted(isPaused ? 0 : Math.Max(0, WorkersFor(missing) - starting));
        ReleaseUnneeded(Math.Max(0, starting - WorkersFor(missing)));
    }

    /// <summary>Gives free slots to a job until it has what it needs; how many it has then.</summary>
    int AllocateTo(Requirement requirement)
    {
        var allocated = workers.Values.Sum(worker => worker.Slots.Count(slot => slot.JobId == requirement.JobId));
        var free = from worker in workers.Values
                   where worker.IsRegistered
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
                slot.Free();
                Reconcile();
            }
        }
    }

    /// <summary>Gives back TaskManagers that are starting and no longer needed, the youngest first.</summary>
    void ReleaseUnneeded(int count)
    {
        var unneeded = workers.Values.Where(worker => !worker.IsRegistered)
            .OrderByDescending(worker => worker.Started).Take(count).ToList();
        foreach (var worker in unneeded)
        {
            LogUnneeded(worker.ResourceId);
            workers.Remove(worker.ResourceId);
            driver.Release(worker.ResourceId);
        }
    }

    void Lose(string resourceId, string reason)
    {
        if (!workers.Remove(resourceId, out var worker))
        {
            return;
        }

        LogLost(resourceId, reason);
        worker.Gateway?.Disconnect();
        driver.Release(resourceId);
        foreach (var jobManager in jobManagers.All)
        {
            jobManager.OnTaskManagerLost(resourceId, reason);
        }

        if (!worker.IsRegistered && !isStopping && startFailures.Add(reason) && !isPaused)
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
                worker.Gateway?.Tell(new MasterMessage { Heartbeat = new MasterHeartbeat(), FencingToken = FencingToken });
            }
        }
    }

    int WorkersFor(int slots) => (slots + slotsPerWorker - 1) / slotsPerWorker;
}
