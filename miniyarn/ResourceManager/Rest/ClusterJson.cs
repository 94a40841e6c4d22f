using System.Text.Json.Nodes;
using FlinkYarn.MiniYarn.ResourceManager.Applications;
using FlinkYarn.MiniYarn.ResourceManager.Scheduling;

namespace FlinkYarn.MiniYarn.ResourceManager.Rest;

/// <summary>The cluster as a whole (ClusterInfo, ClusterMetricsInfo). Read on the loop.</summary>
internal sealed class ClusterJson(ClusterContext cluster, ApplicationManager applications, Scheduler scheduler)
{
    /// <summary>The version whose wire and words these are.</summary>
    public const string HadoopVersion = "3.4.3";

    const string Build = $"{HadoopVersion} from miniyarn";

    public JsonObject Info() => new()
    {
        ["clusterInfo"] = new JsonObject
        {
            ["id"] = cluster.Timestamp,
            ["startedOn"] = cluster.Timestamp,
            ["state"] = "STARTED",
            ["haState"] = "ACTIVE",
            ["rmStateStoreName"] = "org.apache.hadoop.yarn.server.resourcemanager.recovery.NullRMStateStore",
            ["resourceManagerVersion"] = HadoopVersion,
            ["resourceManagerBuildVersion"] = Build,
            ["hadoopVersion"] = HadoopVersion,
            ["hadoopBuildVersion"] = Build,
            ["haZooKeeperConnectionState"] = "Could not find leader elector. Verify both HA and automatic failover are "
                + "enabled.",
        },
    };

    public JsonObject Metrics()
    {
        var free = scheduler.Total - scheduler.Used;
        var asks = scheduler.Queues.SelectMany(queue => queue.Active.Concat(queue.Waiting))
            .Select(application => application.Asks).ToList();
        return new JsonObject
        {
            ["clusterMetrics"] = new JsonObject
            {
                ["appsSubmitted"] = applications.SubmittedCount,
                ["appsCompleted"] = Count(ApplicationState.Finished),
                ["appsPending"] = Count(ApplicationState.Submitted) + Count(ApplicationState.Accepted),
                ["appsRunning"] = Count(ApplicationState.Running) + Count(ApplicationState.Finishing),
                ["appsFailed"] = Count(ApplicationState.Failed),
                ["appsKilled"] = Count(ApplicationState.Killed),
                ["reservedMB"] = 0,
                ["availableMB"] = free.MemoryMb,
                ["allocatedMB"] = scheduler.Used.MemoryMb,
                ["pendingMB"] = asks.Sum(one => one.WantedResource.MemoryMb),
                ["reservedVirtualCores"] = 0,
                ["availableVirtualCores"] = free.VirtualCores,
                ["allocatedVirtualCores"] = scheduler.Used.VirtualCores,
                ["pendingVirtualCores"] = asks.Sum(one => one.WantedResource.VirtualCores),
                ["containersAllocated"] = scheduler.Nodes.Sum(node => node.Containers.Count),
                ["containersReserved"] = 0,
                ["containersPending"] = asks.Sum(one => one.Wanted),
                ["totalMB"] = scheduler.Total.MemoryMb,
                ["totalVirtualCores"] = scheduler.Total.VirtualCores,
                ["totalNodes"] = scheduler.Nodes.Count,
                ["lostNodes"] = scheduler.LostNodes,
                ["unhealthyNodes"] = 0,
                ["decommissioningNodes"] = 0,
                ["decommissionedNodes"] = 0,
                ["rebootedNodes"] = 0,
                ["activeNodes"] = scheduler.Nodes.Count,
                ["shutdownNodes"] = 0,
            },
        };
    }

    int Count(ApplicationState state) =>
        applications.Applications.Count(application => application.State == state);
}
