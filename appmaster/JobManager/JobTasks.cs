using FlinkYarn.AppMaster.ExecutionGraph;
using FlinkYarn.AppMaster.Gateways;
using FlinkYarn.AppMaster.Scheduler;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Failures;

namespace FlinkYarn.AppMaster.JobManager;

/// <summary>Sends a job's tasks to their TaskManagers and asks them to stop. On the JobManager's mailbox.</summary>
sealed class JobTasks(ExecutionGraph.ExecutionGraph graph, TaskManagers taskManagers, TaskDeployment deployment)
{
    /// <summary>
    /// Gives every subtask its slot, then sends all of them, producers first; the answers are not waited for in
    /// between.
    /// <paramref name="onRefused"/> gets each task that could not be deployed.
    /// </summary>
    public void Deploy(IReadOnlyList<SlotLocation> slots, Action<ExecutionVertex, FailureInfo> onRefused)
    {
        foreach (var (place, shared) in SlotSharing.Of(graph).Index())
        {
            foreach (var vertex in shared)
            {
                vertex.Current.Schedule(slots[place]);
            }
        }

        // All are sent before any answer is looked at: a stream that is broken refuses at once, and that cancels the
        // rest.
        var answers = new List<(ExecutionVertex Vertex, Task Answer)>();
        foreach (var vertex in graph.Vertices)
        {
            vertex.Current.Transition(ExecutionState.Deploying);
            answers.Add((vertex, SendAsync(vertex)));
        }

        foreach (var (vertex, answer) in answers)
        {
            _ = WatchAsync(vertex, answer, onRefused);
        }
    }

    public void CancelAll()
    {
        foreach (var vertex in graph.Vertices.Where(vertex => !vertex.Current.IsTerminal))
        {
            var execution = vertex.Current;
            if (!execution.IsDeployed)
            {
                execution.Transition(ExecutionState.Canceled);
            }
            else if (execution.State != ExecutionState.Canceling)
            {
                execution.Transition(ExecutionState.Canceling);
                if (taskManagers.TryFind(execution.Slot!.ResourceId, out var taskManager))
                {
                    taskManager.Tell(new MasterMessage { CancelTask = new CancelTask { Attempt = execution.Id } });
                }
            }
        }
    }

    async Task SendAsync(ExecutionVertex vertex)
    {
        if (!taskManagers.TryFind(vertex.Current.Slot!.ResourceId, out var taskManager))
        {
            throw new IOException($"TaskManager {vertex.Current.Slot.ResourceId} is gone.");
        }

        await taskManager.AskAsync(new MasterMessage { DeployTask = deployment.Describe(vertex) });
    }

    static async Task WatchAsync(ExecutionVertex vertex, Task answer, Action<ExecutionVertex, FailureInfo> onRefused)
    {
        try
        {
            await answer;
        }
        catch (TaskManagerRefusedException refused)
        {
            onRefused(vertex, refused.Failure);
        }
        catch (TaskManagerLostException)
        {
            // No refusal: the job fails by its TaskManager's loss, which says how the container ended.
        }
        catch (IOException lost)
        {
            onRefused(vertex, FailureInfos.Of(lost, FailureInfo.Types.Domain.Connection));
        }
    }
}
