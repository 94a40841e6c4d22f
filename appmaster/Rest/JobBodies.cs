using FlinkYarn.Api.Execution;
using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Contracts.Rest;
using FlinkYarn.Runtime.Failures;

namespace FlinkYarn.AppMaster.Rest;

/// <summary>Jobs in the words of Flink's REST interface.</summary>
static class JobBodies
{
    /// <summary>Flink writes CANCELED with one L, CANCELLING with two.</summary>
    public static string Text(JobStatus status) => status.ToString().ToUpperInvariant();

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
            // There are no savepoints yet.
            IsStoppable = false,
            State = summary.State,
            StartTime = summary.StartTime,
            EndTime = summary.EndTime,
            Duration = summary.Duration,
            Now = time.GetUtcNow().ToUnixTimeMilliseconds(),
            Timestamps = Enum.GetValues<JobStatus>().ToDictionary(
                Text, status => job.Entered.TryGetValue(status, out var entered) ? entered.ToUnixTimeMilliseconds()
                    : 0),
            Vertices = [.. job.Vertices.Select(vertex => Vertex(vertex, time))],
            StatusCounts = job.Vertices.CountBy(vertex => TaskBodies.Aggregate(vertex.Tasks))
                .ToDictionary(state => TaskBodies.Text(state.Key), state => state.Value),
            Plan = PlanBodies.Plan(job),
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
                cause.Type, FailureInfos.Describe(cause), cause.Stack,
                cause.OperatorName.Length == 0 ? null : cause.OperatorName),
    };

    static VertexDetails Vertex(VertexSnapshot vertex, TimeProvider time)
    {
        var span = TaskSpan.Of(vertex.Subtasks, time);
        return new VertexDetails
        {
            Id = vertex.Id,
            Name = vertex.Name,
            Parallelism = vertex.Parallelism,
            MaxParallelism = vertex.MaxParallelism,
            Status = TaskBodies.Text(TaskBodies.Aggregate(vertex.Tasks)),
            StartTime = span.Start,
            EndTime = span.End,
            Duration = span.Duration,
            Tasks = Tasks(vertex.Tasks),
            Metrics = TaskBodies.Metrics(vertex.Subtasks),
        };
    }

    static Dictionary<string, int> Tasks(IEnumerable<KeyValuePair<ExecutionState, int>> tasks)
    {
        var counts = Enum.GetValues<ExecutionState>()
            .ToDictionary(state => state.ToString().ToLowerInvariant(), _ => 0);
        counts["total"] = 0;
        foreach (var (state, count) in tasks)
        {
            counts[state.ToString().ToLowerInvariant()] += count;
            counts["total"] += count;
        }

        return counts;
    }
}
