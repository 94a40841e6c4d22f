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
    /// Gives every subtask its slot, then sends all of them, producers first; the answers are not waited for in between.
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

        foreach (var vertex in graph.Vertices)
        {
            vertex.Current.Transition(ExecutionState.Deploying);
            _ = DeployAsync(vertex, onRefused);
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

    async Task DeployAsync(ExecutionVertex vertex, Action<ExecutionVertex, FailureInfo> onRefused)
    {
        try
        {
            if (!taskManagers.TryFind(vertex.Current.Slot!.ResourceId, out var taskManager))
            {
                throw new IOException($"TaskManager {vertex.Current.Slot.ResourceId} is gone.");
            }

            await taskManager.AskAsync(new MasterMessage { DeployTask = deployment.Describe(vertex) });
        }
        catch (TaskManagerRefusedException refused)
        {
            onRefused(vertex, refused.Failure);
        }
        catch (IOException lost)
        {
            onRefused(vertex, FailureInfos.Of(lost, FailureInfo.Types.Domain.External));
        }
    }
}
