using FlinkYarn.Runtime.Actors;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Failures;
using FlinkYarn.TaskManager.Slots;
using FlinkYarn.TaskManager.Tasks;
using FlinkYarn.TaskManager.Transport;
using Microsoft.Extensions.Logging;

namespace FlinkYarn.TaskManager;

/// <summary>
/// The control side of a TaskManager: registers, offers slots, starts and cancels tasks as the ApplicationMaster says.
/// All state is touched on its mailbox.
/// </summary>
sealed partial class TaskManager : Endpoint
{
    readonly TaskManagerSetup setup;
    readonly TaskServices services;
    readonly MasterConnection master;
    readonly TaskSlotTable slots;
    readonly ILogger<TaskManager> logger;
    readonly Dictionary<ExecutionAttemptId, StreamTask> tasks = [];
    readonly CancellationTokenSource ending = new();
    string resourceManagerToken = "";
    long lastMasterHeartbeat;
    ITimer? heartbeats;

    public TaskManager(TaskManagerSetup setup, TaskServices services, ActorSystem system)
        : base(system, $"TaskManager {setup.ResourceId}")
    {
        this.setup = setup;
        this.services = services;
        master = services.Master;
        slots = new TaskSlotTable(setup.Slots);
        logger = services.Loggers.CreateLogger<TaskManager>();
    }

    /// <summary>Serves the ApplicationMaster until it says that it is over.</summary>
    /// <exception cref="IOException">The ApplicationMaster was lost, or refused this TaskManager.</exception>
    public Task RunAsync(CancellationToken cancellationToken) => Mailbox.RunAsync(async () =>
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, ending.Token);
        var registered = RegisterAsync(stopping);
        try
        {
            await foreach (var message in master.ReadAllAsync(stopping.Token))
            {
                if (!master.TryAnswer(message))
                {
                    Take(message);
                }
                else if (!registered.IsCompletedSuccessfully)
                {
                    // What was said after the registration is heard after it; and a refusal ends everything.
                    await registered;
                }
            }

            if (!ending.IsCancellationRequested)
            {
                throw new MessageStreamException("The ApplicationMaster has closed the control stream.");
            }
        }
        catch (Exception end) when (end is OperationCanceledException or MessageStreamException
            && !(ending.IsCancellationRequested || cancellationToken.IsCancellationRequested)
            && !registered.IsCompletedSuccessfully)
        {
            // Without an answer the end of the stream is the answer.
            master.End(end);
            await registered;
        }
        catch (Exception end) when (ending.IsCancellationRequested
            && end is OperationCanceledException or MessageStreamException)
        {
            // The ApplicationMaster said that it is over.
        }
        finally
        {
            heartbeats?.Dispose();
            master.End(new MessageStreamException("The TaskManager ends."));
            await StopTasksAsync();
            await master.CloseAsync();
        }
    });

    async Task RegisterAsync(CancellationTokenSource stopping)
    {
        // Runs before the question is out: whoever hears it may count on the clock.
        using var patience = new CancellationTokenSource(setup.Timeouts.RegistrationTimeout, System.Time);
        MasterMessage answer;
        try
        {
            answer = await master.AskAsync(new TaskManagerMessage { Register = setup.Registration })
                .WaitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            await stopping.CancelAsync();
            throw new IOException(
                $"The ApplicationMaster did not take this TaskManager in within {setup.Timeouts.RegistrationTimeout} "
                + "(taskmanager.registration.timeout).");
        }

        var registered = answer.Registered;
        resourceManagerToken = registered.ResourceManagerToken;
        lastMasterHeartbeat = System.Time.GetTimestamp();
        LogRegistered(setup.ResourceId);
        var timeout = TimeSpan.FromMilliseconds(registered.HeartbeatTimeoutMs);
        heartbeats = ScheduleEvery(TimeSpan.FromMilliseconds(registered.HeartbeatIntervalMs), () => Heartbeat(timeout));
    }

    void Heartbeat(TimeSpan timeout)
    {
        if (System.Time.GetElapsedTime(lastMasterHeartbeat) > timeout)
        {
            System.FatalErrors.OnFatalError(
                "TaskManager", new TimeoutException(
                    $"The ApplicationMaster was silent for {timeout} (heartbeat.timeout)."));
            return;
        }

        var heartbeat = new TaskManagerHeartbeat { ResidentBytes = Environment.WorkingSet };
        heartbeat.Slots.AddRange(slots.Report());
        master.Send(new TaskManagerMessage { FencingToken = resourceManagerToken, Heartbeat = heartbeat });
    }

    void Take(MasterMessage message)
    {
        switch (message.BodyCase)
        {
            case MasterMessage.BodyOneofCase.Heartbeat:
                lastMasterHeartbeat = System.Time.GetTimestamp();
                break;
            case MasterMessage.BodyOneofCase.RequestSlot:
                Allocate(message.RequestSlot, message.RequestId);
                break;
            case MasterMessage.BodyOneofCase.FreeSlot:
                Free(message.FreeSlot.AllocationId);
                break;
            case MasterMessage.BodyOneofCase.DeployTask:
                Deploy(message.DeployTask, message.RequestId);
                break;
            case MasterMessage.BodyOneofCase.CancelTask:
                Cancel(message.CancelTask.Attempt);
                break;
            case MasterMessage.BodyOneofCase.JobEnded:
                Forget(message.JobEnded.JobId);
                break;
            case MasterMessage.BodyOneofCase.Shutdown:
                LogShutdown(message.Shutdown.Reason);
                ending.Cancel();
                break;
            default:
                LogUnexpected(message.BodyCase);
                break;
        }
    }

    void Allocate(RequestSlot request, ulong requestId)
    {
        var slot = new TaskSlot(request.Slot, request.AllocationId, request.JobId, request.JobManagerToken);
        if (slots.TryAllocate(slot, out var allocated) is { } reason)
        {
            Refuse(requestId, FailureInfos.Of(reason));
            return;
        }

        LogSlot(slot.Index, slot.JobId);
        master.Send(new TaskManagerMessage { ReplyTo = requestId, SlotRequested = new SlotRequested() });
        allocated.Expiry ??= Schedule(setup.Timeouts.SlotTimeout, () => Expire(allocated));
        _ = OfferAsync(allocated);
    }

    async Task OfferAsync(TaskSlot slot)
    {
        var offer = new OfferSlots { JobId = slot.JobId };
        offer.Slots.Add(new SlotStatus { Slot = slot.Index, AllocationId = slot.AllocationId, JobId = slot.JobId });
        try
        {
            var answer = await master.AskAsync(
                new TaskManagerMessage { FencingToken = slot.JobManagerToken, OfferSlots = offer });
            if (answer.OffersAnswered.AcceptedAllocationIds.Contains(slot.AllocationId))
            {
                slot.IsActive = true;
                return;
            }

            Free(slot.AllocationId);
        }
        catch (IOException failure)
        {
            // The job is gone, or the stream: a slot that nobody takes is free again when its time is over.
            LogOfferFailed(slot.Index, failure.Message);
        }
    }

    void Expire(TaskSlot slot)
    {
        if (!slot.IsActive)
        {
            Free(slot.AllocationId);
        }
    }

    void Free(string allocationId)
    {
        if (slots.Find(allocationId) is { IsReleasing: false } slot)
        {
            slot.IsReleasing = true;
            _ = FreeAsync(slot);
        }
    }

    // The slot is free when its tasks have given back what they hold: the next job may need all of it.
    async Task FreeAsync(TaskSlot slot)
    {
        var allocationId = slot.AllocationId;
        var stopping = tasks.Values.Where(task => task.AllocationId == allocationId).ToList();
        foreach (var task in stopping)
        {
            task.Cancel();
        }

        await Task.WhenAll(stopping.Select(task => task.Ended));
        slots.Free(allocationId);
        var freed = new SlotFreed { Slot = slot.Index, AllocationId = allocationId };
        master.Send(new TaskManagerMessage { FencingToken = resourceManagerToken, SlotFreed = freed });
    }

    void Deploy(DeployTask description, ulong requestId)
    {
        if (slots.Find(description.AllocationId) is not { IsReleasing: false } slot
            || slot.JobManagerToken != description.JobManagerToken)
        {
            Refuse(requestId, FailureInfos.Of(
                $"Allocation {description.AllocationId} has no slot here for this JobManager."));
            return;
        }

        StreamTask task;
        try
        {
            task = new StreamTask(description, services);
        }
        catch (MistakesException mistakes)
        {
            Refuse(requestId, FailureInfos.Of(mistakes, FailureInfo.Types.Domain.User));
            return;
        }

        if (!tasks.TryAdd(description.Attempt, task))
        {
            Refuse(requestId, FailureInfos.Of($"{task.Name} is deployed already."));
            return;
        }

        master.Send(new TaskManagerMessage { ReplyTo = requestId, TaskDeployed = new TaskDeployed() });
        _ = task.Ended.ContinueWith(
            _ => Mailbox.Post(() => tasks.Remove(description.Attempt)), TaskScheduler.Default);
        task.Start();
    }

    void Cancel(ExecutionAttemptId attempt)
    {
        if (tasks.TryGetValue(attempt, out var task))
        {
            task.Cancel();
        }
    }

    void Forget(string jobId)
    {
        foreach (var slot in slots.Allocated.Where(slot => slot.JobId == jobId).ToList())
        {
            Free(slot.AllocationId);
        }
    }

    void Refuse(ulong requestId, FailureInfo failure) =>
        master.Send(new TaskManagerMessage { ReplyTo = requestId, Failure = failure });

    async Task StopTasksAsync()
    {
        foreach (var task in tasks.Values)
        {
            task.Cancel();
        }

        await Task.WhenAny(
            Task.WhenAll(tasks.Values.Select(task => task.Ended)), Task.Delay(setup.StopPatience, System.Time));
    }
}
