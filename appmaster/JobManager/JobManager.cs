using FlinkYarn.Api.Execution;
using FlinkYarn.AppMaster.ExecutionGraph;
using FlinkYarn.AppMaster.Gateways;
using FlinkYarn.AppMaster.JobManager.States;
using FlinkYarn.AppMaster.Scheduler;
using FlinkYarn.AppMaster.Sources;
using FlinkYarn.Runtime.Actors;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Failures;

namespace FlinkYarn.AppMaster.JobManager;

/// <summary>
/// Runs one job: expands its graph, declares the slots it needs, deploys its tasks, follows them to the end. All state
/// is touched on its mailbox.
/// </summary>
sealed partial class JobManager : Endpoint, IJobManagerGateway, IJobContext, IJobHandle
{
    readonly JobManagerServices services;
    readonly ILogger logger;
    readonly ExecutionGraph.ExecutionGraph graph;
    readonly SlotPool slots;
    readonly TaskManagers taskManagers = new();
    readonly JobTasks tasks;
    readonly JobSources sources;
    readonly JobSinks sinks;
    readonly JobTimeline timeline;
    readonly JobFailures failures = new();
    readonly TaskCompletionSource<JobOutcome> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource resultRead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly CancellationTokenSource ending = new();
    JobState state;
    ITimer? slotTimeout;

    public JobManager(JobSubmission submission, JobManagerServices services, ActorSystem system)
        : base(system, $"JobManager {submission.Graph.JobId}")
    {
        var job = submission.Graph;
        this.services = services;
        logger = services.Loggers.CreateLogger<JobManager>();
        graph = new ExecutionGraph.ExecutionGraph(job, system.Time);
        slots = new SlotPool(SlotSharing.Of(graph).Count);
        sources = new JobSources(job, new SplitEnumerators(services.FileSystems));
        sinks = new JobSinks(job, services.FileSystems);
        timeline = new JobTimeline(system.Time);
        FencingToken = system.NextId();
        tasks = new JobTasks(graph, taskManagers, new TaskDeployment(graph, FencingToken, submission.Programs));
        state = new Initializing(this);
        timeline.Enter(state.Status);
    }

    public string JobId => graph.Job.JobId;

    public string FencingToken { get; }

    public Task<JobOutcome> Outcome => outcome.Task;

    /// <summary>
    /// Completes when somebody has read the outcome, so that an attached client need not be waited for.
    /// </summary>
    public Task ResultRead => resultRead.Task;

    bool IJobContext.AreAllTasksTerminal => graph.AreAllTerminal;

    public void Start() => Mailbox.Post(() =>
    {
        LogStarting(graph.Job.Name, JobId, slots.Required);
        services.JobManagers.Add(this);
        services.ResourceManager.DeclareRequirement(JobId, FencingToken, slots.Required);
        slotTimeout = Schedule(services.SlotRequestTimeout, () => _ = OnSlotTimeoutAsync());
        _ = InitializeAsync();
    });

    public void ResultFetched() => resultRead.TrySetResult();

    public Task CancelAsync() => Mailbox.RunAsync(() => state.Cancel());

    public Task<JobSnapshot> SnapshotAsync() =>
        Mailbox.RunAsync(() => JobSnapshot.Of(graph, state.Status, timeline, failures));

    public Task<JobStatus> WaitForChangeAsync(
        JobStatus known, TimeSpan patience, CancellationToken cancellationToken) =>
        Mailbox.RunAsync(async () =>
        {
            if (state.Status == known)
            {
                await Task.WhenAny(timeline.Changed, Task.Delay(patience, System.Time, cancellationToken));
            }

            return state.Status;
        });

    public Task<CollectedRowsPage?> ReadCollectedAsync(
        string operatorId, long from, TimeSpan patience, CancellationToken cancellationToken) =>
        Mailbox.RunAsync(() => sinks.ReadAsync(operatorId, from, patience, System.Time, cancellationToken));

    public Task<SlotOffersAnswered> OfferSlotsAsync(OfferSlots offer, ITaskManagerGateway taskManager) =>
        Mailbox.RunAsync(() =>
        {
            taskManagers.Add(taskManager);
            var answer = new SlotOffersAnswered();
            foreach (var slot in offer.Slots)
            {
                var location = new SlotLocation(
                    slot.AllocationId, taskManager.ResourceId, taskManager.Host, taskManager.DataPort);
                if (!JobTransitions.IsTerminal(state.Status) && slots.TryAdd(location))
                {
                    answer.AcceptedAllocationIds.Add(slot.AllocationId);
                }
            }

            LogSlots(slots.Count, slots.Required, taskManager.ResourceId);
            CheckSlots();
            return answer;
        });

    public void OnTaskStateChanged(TaskStateChanged change) => Mailbox.Post(() =>
    {
        if (graph.Find(change.Attempt) is not { } vertex || !vertex.Current.TryReport(change))
        {
            return;
        }

        LogTask(vertex.TaskName, vertex.Current.State);
        if (change.State == ExecutionState.Finished)
        {
            sinks.Add(change.Committables);
        }
        else if (change.State == ExecutionState.Failed)
        {
            Fail(change.Failure ?? FailureInfos.Of($"{vertex.TaskName} failed without saying why."), vertex);
        }

        CheckTerminal();
    });

    public Task<SplitAssigned> RequestSplitAsync(RequestSplit request) =>
        Mailbox.RunAsync(() => new SplitAssigned
        {
            Split = graph.Find(request.Attempt) is { } vertex
                ? sources.Next(vertex, request.Host)
                : throw new InvalidOperationException("The attempt that asks for a split is not the present one."),
        });

    public Task OnCollectedRowsAsync(CollectedRows rows) =>
        Mailbox.RunAsync(() => graph.Find(rows.Attempt) is null ? Task.CompletedTask : sinks.AddRowsAsync(rows));

    public void OnTaskManagerLost(string resourceId, string reason) => Mailbox.Post(() =>
    {
        if (!taskManagers.Remove(resourceId) || slots.RemoveTaskManager(resourceId) == 0)
        {
            return;
        }

        var lost = graph.Vertices.Where(vertex => vertex.Current.Slot?.ResourceId == resourceId
            && vertex.Current.IsDeployed).ToList();
        lost.ForEach(vertex => vertex.Current.Transition(ExecutionState.Failed));
        if (lost.Count > 0)
        {
            var cause = FailureInfos.Of($"TaskManager {resourceId} with {lost.Count} tasks was lost: {reason}");
            state.OnTaskManagerLost(cause);
            Note(cause, taskName: null, lost[0].Current.Slot);
        }

        CheckTerminal();
    });

    void IJobContext.GoTo(JobState next)
    {
        AssertOnMailbox();
        Invariant.Require(
            JobTransitions.IsAllowed(state.Status, next.Status),
                $"A job may not go from {state.Status} to {next.Status}");
        LogState(graph.Job.Name, state.Status, next.Status);
        state = next;
        timeline.Enter(next.Status);
        next.Enter();
    }

    void IJobContext.Deploy() => tasks.Deploy(slots.Slots, (vertex, cause) =>
    {
        if (!vertex.Current.IsTerminal)
        {
            vertex.Current.Transition(ExecutionState.Failed);
        }

        Fail(cause, vertex);
        CheckTerminal();
    });

    void IJobContext.CancelTasks()
    {
        ending.Cancel();
        tasks.CancelAll();
    }

    void IJobContext.CommitSinks() => _ = CommitSinksAsync();

    void IJobContext.AbortSinks() => _ = AbortSinksAsync();

    void IJobContext.End(FailureInfo? cause)
    {
        slotTimeout?.Dispose();
        sinks.Complete();
        services.ResourceManager.DeclareRequirement(JobId, FencingToken, 0);
        foreach (var taskManager in taskManagers.All)
        {
            taskManager.Tell(new MasterMessage { JobEnded = new JobEnded { JobId = JobId } });
        }

        services.JobManagers.Remove(this);
        if (cause is not null)
        {
            LogFailed(graph.Job.Name, FailureInfos.Describe(cause));
        }

        outcome.SetResult(new JobOutcome(JobId, graph.Job.Name, state.Status, timeline.Runtime, cause));
    }

    async Task CommitSinksAsync()
    {
        try
        {
            await sinks.CommitAsync(CancellationToken.None);
            state.OnSinksCommitted();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or HttpRequestException)
        {
            Fail(FailureInfos.Of(failure, FailureInfo.Types.Domain.External));
        }
    }

    async Task AbortSinksAsync()
    {
        try
        {
            await sinks.AbortAsync(CancellationToken.None);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or HttpRequestException)
        {
            LogAbortFailed(graph.Job.Name, failure.Message);
        }

        state.OnSinksAborted();
    }

    async Task InitializeAsync()
    {
        try
        {
            await sinks.CheckOutputsAsync(ending.Token);
            await sources.OpenAsync(ending.Token);
            state.OnInitialized();
            CheckSlots();
        }
        catch (Exception failure) when (failure is IOException or NotSupportedException or UnauthorizedAccessException
            or OperationCanceledException or HttpRequestException)
        {
            Fail(FailureInfos.Of(failure, FailureInfo.Types.Domain.External));
        }
    }

    void Fail(FailureInfo cause, ExecutionVertex? vertex = null)
    {
        state.Fail(cause);
        Note(cause, vertex?.TaskName, vertex?.Current.Slot);
    }

    // A job that does not fail, because it is being cancelled or has ended, has no failures.
    void Note(FailureInfo cause, string? taskName, SlotLocation? slot)
    {
        if (state.Cause is { } root)
        {
            failures.Add(new JobFailure(cause, System.Time.GetUtcNow(), taskName, slot), root);
        }
    }

    void CheckSlots()
    {
        if (slots.IsComplete)
        {
            slotTimeout?.Dispose();
            state.OnSlotsComplete();
        }
    }

    void CheckTerminal()
    {
        if (graph.AreAllTerminal)
        {
            state.OnAllTasksTerminal();
        }
    }

    async Task OnSlotTimeoutAsync()
    {
        var shortage = await services.ResourceManager.DescribeShortageAsync();
        if (!slots.IsComplete)
        {
            Fail(FailureInfos.Of(
                $"{slots.Required} slots are needed and {slots.Count} came within {services.SlotRequestTimeout} "
                + $"(slot.request.timeout). {shortage} Lower the parallelism, free the queue, or look at why "
                + "TaskManagers do not start."));
        }
    }
}
