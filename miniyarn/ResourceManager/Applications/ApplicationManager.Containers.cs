using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.ResourceManager.Scheduling;

namespace FlinkYarn.MiniYarn.ResourceManager.Applications;

internal sealed partial class ApplicationManager
{
    /// <summary>Gives an attempt the containers that were chosen for it since it last asked.</summary>
    public IReadOnlyList<SchedulerContainer> TakeAllocated(Application application, ApplicationAttempt attempt)
    {
        var allocated = attempt.Scheduling.TakeUntold(Now);
        application.Nodes.UnionWith(allocated.Select(container => container.Node.Id));
        return allocated;
    }

    /// <summary>Takes back what its ApplicationMaster does not want; that it has ended is no error.</summary>
    public void Release(Application application, ApplicationAttempt attempt, ContainerId id)
    {
        if (attempt.Scheduling.Find(id) is { IsMaster: false } container)
        {
            nodes.Stop(container, ContainerEnd.Aborted, ContainerEnd.Released);
            OnEnded(application, container, ContainerEnd.Aborting(container, ContainerEnd.Released));
        }
    }

    public void OnContainerStarted(ContainerId id)
    {
        if (Find(id.Attempt.Application)?.Current?.Scheduling.Find(id) is { } container)
        {
            container.State = SchedulerContainerState.Running;
        }
    }

    /// <summary>Containers that are not known any more were given back or belong to what has ended.</summary>
    public void OnContainerCompleted(ContainerStatusProto status)
    {
        var id = ContainerId.Of(status.ContainerId);
        if (Find(id.Attempt.Application) is { } application
            && application.Current?.Scheduling.Find(id) is { } container)
        {
            OnEnded(application, container, status);
        }
    }

    /// <summary>All that was on a lost node has ended, and the ApplicationMasters hear of it.</summary>
    public void OnNodeLost(SchedulerNode node)
    {
        var report = NodeReport(node);
        foreach (var attempt in applications.Values.Select(application => application.Current)
            .Where(current => current is { State: AttemptState.Running }))
        {
            attempt!.ChangedNodes.Add(report);
        }

        foreach (var container in node.Containers.ToList())
        {
            OnContainerCompleted(ContainerEnd.Aborting(container, ContainerEnd.LostNode));
        }

        foreach (var application in applications.Values)
        {
            application.Logs.OnDone(node.Id, isAggregated: false);
        }
    }

    /// <summary>Nothing of the application is left on the node.</summary>
    public void OnCleanedUp(YarnNodeId node, YarnApplicationId id, bool areLogsAggregated) =>
        Find(id)?.Logs.OnDone(node, areLogsAggregated);

    /// <summary>Gives up ApplicationMasters that are silent and containers that nobody starts.</summary>
    public void ExpireOverdue()
    {
        foreach (var application in applications.Values.Where(one => !one.IsOver).ToList())
        {
            var attempt = application.Current!;
            if (attempt.IsWatched && Now - attempt.HeardAt >= options.MasterExpiry)
            {
                OnMasterSilent(application, attempt);
                continue;
            }

            foreach (var container in attempt.Scheduling.Containers.Where(IsOverdue).ToList())
            {
                nodes.Stop(container, ContainerEnd.Aborted, ContainerEnd.Expired);
                OnEnded(application, container, ContainerEnd.Aborting(container, ContainerEnd.Expired));
            }
        }
    }

    void OnEnded(Application application, SchedulerContainer container, ContainerStatusProto status)
    {
        var attempt = application.Current!;
        Free(application, attempt, container);
        LogContainerEnded(container.Id, status.ExitStatus);
        if (attempt.Master == container)
        {
            OnMasterEnded(application, attempt, status);
        }
        else
        {
            attempt.Ended.Add(status);
        }
    }

    bool IsOverdue(SchedulerContainer container) =>
        container is { State: SchedulerContainerState.Acquired, IsMaster: false }
        && Now - container.AcquiredAt >= options.ContainerExpiry;

    static NodeReportProto NodeReport(SchedulerNode node) => new()
    {
        NodeId = new NodeIdProto { Host = node.Id.Host, Port = node.Id.Port },
        HttpAddress = node.HttpAddress,
        RackName = SchedulerNode.Rack,
        Capability = node.Capacity.ToProto(),
        Used = node.Used.ToProto(),
        NumContainers = node.Containers.Count,
        NodeState = NodeStateProto.NsLost,
        NodeUpdateType = NodeUpdateTypeProto.NodeUnusable,
    };
}
