using FlinkYarn.AppMaster.ExecutionGraph;
using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.Rest;

/// <summary>
/// From the first deployment of some tasks to the end of the last, as Flink's JobDetailsHandler counts: in milliseconds
/// since 1970, -1 for what has not come.
/// </summary>
/// <param name="Duration">To now while a task runs.</param>
readonly record struct TaskSpan(long Start, long End, long Duration)
{
    public static TaskSpan Of(IReadOnlyCollection<SubtaskSnapshot> tasks, TimeProvider time)
    {
        var deployed = tasks.Select(task => task.Times[ExecutionState.Deploying]).Where(moment => moment > 0).ToList();
        var end = tasks.All(task => ExecutionTransitions.IsTerminal(task.State))
            ? tasks.Max(task => task.Times[task.State])
            : -1;
        return deployed.Count == 0
            ? new TaskSpan(-1, end, -1)
            : new TaskSpan(
                deployed.Min(), end, (end < 0 ? time.GetUtcNow().ToUnixTimeMilliseconds() : end) - deployed.Min());
    }
}
