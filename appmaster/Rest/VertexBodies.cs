using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.Runtime.Contracts.Rest;

namespace FlinkYarn.AppMaster.Rest;

/// <summary>A vertex in the words of Flink's REST interface: by subtasks, by times, by TaskManagers.</summary>
static class VertexBodies
{
    public static VertexWithSubtasks Subtasks(VertexSnapshot vertex, TimeProvider time) => new()
    {
        Id = vertex.Id,
        Name = vertex.Name,
        Parallelism = vertex.Parallelism,
        MaxParallelism = vertex.MaxParallelism,
        Now = Now(time),
        Subtasks = [.. vertex.Subtasks.Select(task => TaskBodies.Details(task, time))],
    };

    public static SubtaskTimes Times(VertexSnapshot vertex, TimeProvider time) => new(
        vertex.Id, vertex.Name, Now(time), [.. vertex.Subtasks.Select(task => TaskBodies.Times(task, time))]);

    public static VertexTaskManagers TaskManagers(VertexSnapshot vertex, TimeProvider time) => new(
        vertex.Id, vertex.Name, Now(time),
        [
            .. vertex.Subtasks.GroupBy(task => TaskBodies.TaskManagerId(task.Slot))
                .Select(tasks => AtOneTaskManager([.. tasks], time)),
        ]);

    static VertexTaskManager AtOneTaskManager(IReadOnlyList<SubtaskSnapshot> tasks, TimeProvider time)
    {
        var span = TaskSpan.Of(tasks, time);
        var counts = tasks.CountBy(task => task.State).ToDictionary();
        return new VertexTaskManager
        {
            Endpoint = TaskBodies.Endpoint(tasks[0].Slot),
            TaskManagerId = TaskBodies.TaskManagerId(tasks[0].Slot),
            Status = TaskBodies.Text(TaskBodies.Aggregate(counts)),
            StartTime = span.Start,
            EndTime = span.End,
            Duration = span.Duration,
            Metrics = TaskBodies.Metrics(tasks),
            StatusCounts = counts.ToDictionary(state => TaskBodies.Text(state.Key), state => state.Value),
        };
    }

    static long Now(TimeProvider time) => time.GetUtcNow().ToUnixTimeMilliseconds();
}
