using FlinkYarn.Api.Execution;
using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Contracts.Rest;
using FlinkYarn.Runtime.Failures;

namespace FlinkYarn.AppMaster.Rest;

/// <summary>Jobs in the words of Flink's REST interface.</summary>
static class JobBodies
{
    /// <summary>Beside the states' names in counts of tasks.</summary>
    public const string AllTasks = "total";

    /// <summary>Flink writes CANCELED with one L, CANCELLING with two.</summary>
    public static string Text(JobStatus status) => status.ToString().ToUpperInvariant();

    /// <summary>The same of a task's state.</summary>
    public static string Text(ExecutionState state) => state.ToString().ToUpperInvariant();

    public static JobSummary Summary(JobSnapshot job, TimeProvider time) => new()
    {
        Id = job.JobId,
        Name = job.Name,
        State = Text(job.Status),
        StartTime = job.Started.ToUnixTimeMilliseconds(),
        EndTime = job.Ended?.ToUnixTimeMilliseconds() ?? -1,
        Duration = (long)((job.Ended ?? time.GetUtcNow()) - job.Started).TotalMilliseconds,
        Tasks = Tasks(job.Vertices.SelectMany(vertex => vertex.Tasks)),
    };

    public static JobDetails Details(JobSnapshot job, TimeProvider time)
    {
        var summary = Summary(job, time);
        return new JobDetails
        {
            Id = summary.Id,
            Name = summary.Name,
            State = summary.State,
            StartTime = summary.StartTime,
            EndTime = summary.EndTime,
            Duration = summary.Duration,
            Timestamps = Enum.GetValues<JobStatus>().ToDictionary(
                Text, status => job.Entered.TryGetValue(status, out var entered) ? entered.ToUnixTimeMilliseconds()
                    : 0),
            Vertices = [.. job.Vertices.Select(Vertex)],
        };
    }

    public static JobResult Result(JobOutcome outcome) => new()
    {
        Id = outcome.JobId,
        ApplicationStatus = outcome.Status switch
        {
            JobStatus.Finished => "SUCCEEDED",
            JobStatus.Canceled => "CANCELED",
            _ => "FAILED",
        },
        NetRuntime = (long)outcome.Runtime.TotalMilliseconds,
        FailureCause = outcome.Cause is not { } cause
            ? null
            : new FailureCause(
                cause.Type, FailureInfos.Describe(cause), cause.Stack, OperatorOf(cause)),
    };

    /// <summary>The job's failures; none before it has ended by one.</summary>
    public static JobExceptions Exceptions(JobSnapshot job, FailureInfo? cause)
    {
        if (cause is null)
        {
            return new JobExceptions(new ExceptionHistory([], IsTruncated: false));
        }

        var failed = job.Entered.TryGetValue(JobStatus.Failing, out var failing) ? failing : job.Ended!.Value;
        var timestamp = failed.ToUnixTimeMilliseconds();
        var entry = new ExceptionEntry(cause.Type, cause.Stack, timestamp, OperatorOf(cause));
        return new JobExceptions(new ExceptionHistory([entry], IsTruncated: false))
        {
            RootException = cause.Stack, Timestamp = timestamp,
        };
    }

    public static VertexWithSubtasks Subtasks(VertexSnapshot vertex, TimeProvider time) => new()
    {
        Id = vertex.Id,
        Name = vertex.Name,
        Parallelism = vertex.Parallelism,
        MaxParallelism = vertex.MaxParallelism,
        Now = time.GetUtcNow().ToUnixTimeMilliseconds(),
        Subtasks = [.. vertex.Subtasks.Select(Subtask)],
    };

    public static SubtaskDetails Subtask(SubtaskSnapshot subtask) => new()
    {
        Subtask = subtask.Subtask,
        Status = Text(subtask.State),
        Attempt = subtask.Attempt,
        Endpoint = subtask.Slot is { } slot ? $"{slot.Host}:{slot.DataPort}" : null,
        TaskManagerId = subtask.Slot?.ResourceId,
        Metrics = new VertexMetrics(subtask.RowsIn, subtask.RowsOut),
    };

    static string? OperatorOf(FailureInfo cause) => cause.OperatorName.Length == 0 ? null : cause.OperatorName;

    static VertexDetails Vertex(VertexSnapshot vertex) => new()
    {
        Id = vertex.Id,
        Name = vertex.Name,
        Parallelism = vertex.Parallelism,
        MaxParallelism = vertex.MaxParallelism,
        Status = Text(Aggregate(vertex.Tasks)),
        Tasks = Tasks(vertex.Tasks),
        Metrics = new VertexMetrics(vertex.RowsIn, vertex.RowsOut),
    };

    // Flink's ExecutionJobVertex.getAggregateJobVertexState: the worst, or else the least advanced.
    static ExecutionState Aggregate(IReadOnlyDictionary<ExecutionState, int> tasks)
    {
        ExecutionState[] order =
        [
            ExecutionState.Failed, ExecutionState.Canceling, ExecutionState.Canceled, ExecutionState.Running,
            ExecutionState.Initializing, ExecutionState.Deploying, ExecutionState.Scheduled, ExecutionState.Created,
        ];
        return order.Where(tasks.ContainsKey).DefaultIfEmpty(ExecutionState.Finished).First();
    }

    static Dictionary<string, int> Tasks(IEnumerable<KeyValuePair<ExecutionState, int>> tasks)
    {
        var counts = Enum.GetValues<ExecutionState>()
            .ToDictionary(state => state.ToString().ToLowerInvariant(), _ => 0);
        counts[AllTasks] = 0;
        foreach (var (state, count) in tasks)
        {
            counts[state.ToString().ToLowerInvariant()] += count;
            counts[AllTasks] += count;
        }

        return counts;
    }
}
