using FlinkYarn.AppMaster.ExecutionGraph;
using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Contracts.Rest;

namespace FlinkYarn.AppMaster.Rest;

/// <summary>Tasks in the words of Flink's REST interface.</summary>
static class TaskBodies
{
    // Flink's word for what has no slot yet.
    const string Unassigned = "(unassigned)";

    public static string Text(ExecutionState state) => state.ToString().ToUpperInvariant();

    /// <summary>Where a slot is: host and data port of its TaskManager.</summary>
    public static string Endpoint(SlotLocation? slot) => slot is null ? Unassigned : $"{slot.Host}:{slot.DataPort}";

    public static string TaskManagerId(SlotLocation? slot) => slot?.ResourceId ?? Unassigned;

    /// <summary>
    /// Flink's ExecutionJobVertex.getAggregateJobVertexState: the worst, or else the least advanced.
    /// </summary>
    public static ExecutionState Aggregate(IReadOnlyDictionary<ExecutionState, int> tasks)
    {
        ExecutionState[] order =
        [
            ExecutionState.Failed, ExecutionState.Canceling, ExecutionState.Canceled, ExecutionState.Running,
            ExecutionState.Initializing, ExecutionState.Deploying, ExecutionState.Scheduled, ExecutionState.Created,
        ];
        return order.Where(tasks.ContainsKey).DefaultIfEmpty(ExecutionState.Finished).First();
    }

    public static VertexMetrics Metrics(IReadOnlyCollection<SubtaskSnapshot> tasks)
    {
        var areComplete = tasks.All(task => ExecutionTransitions.IsTerminal(task.State));
        return new VertexMetrics(
            tasks.Sum(task => task.Rows.In), areComplete, tasks.Sum(task => task.Rows.Out), areComplete);
    }

    public static SubtaskDetails Details(SubtaskSnapshot task, TimeProvider time)
    {
        var span = TaskSpan.Of([task], time);
        return new SubtaskDetails
        {
            Subtask = task.Subtask,
            Status = Text(task.State),
            Attempt = task.Attempt,
            Endpoint = Endpoint(task.Slot),
            StartTime = span.Start,
            EndTime = span.End,
            Duration = span.Duration,
            TaskManagerId = TaskManagerId(task.Slot),
            Metrics = Metrics([task]),
            StatusDurations = Enum.GetValues<ExecutionState>()
                .Where(state => !ExecutionTransitions.IsTerminal(state) && state != ExecutionState.Canceling)
                .ToDictionary(Text, state => DurationIn(state, task.Times, time)),
        };
    }

    /// <summary>As Flink's SubtasksTimesHandler counts.</summary>
    public static SubtaskTime Times(SubtaskSnapshot task, TimeProvider time)
    {
        var scheduled = task.Times[ExecutionState.Scheduled];
        var until = ExecutionTransitions.IsTerminal(task.State)
            ? task.Times[task.State]
            : time.GetUtcNow().ToUnixTimeMilliseconds();
        return new SubtaskTime(
            task.Subtask, Endpoint(task.Slot), scheduled == 0 ? -1 : until - scheduled,
            Enum.GetValues<ExecutionState>().ToDictionary(Text, state => task.Times[state]));
    }

    static long DurationIn(ExecutionState state, StateTimes times, TimeProvider time) =>
        times[state] == 0 ? -1 : (times.Left(state) ?? time.GetUtcNow().ToUnixTimeMilliseconds()) - times[state];
}
