using System.Text.Json.Nodes;
using FlinkYarn.MiniYarn.ResourceManager.Scheduling;

namespace FlinkYarn.MiniYarn.ResourceManager.Rest;

/// <summary>The capacity scheduler's queues (CapacitySchedulerInfo, CapacitySchedulerLeafQueueInfo).</summary>
internal static class SchedulerJson
{
    public static JsonObject Of(Scheduler scheduler) => new()
    {
        ["scheduler"] = new JsonObject
        {
            ["schedulerInfo"] = new JsonObject
            {
                ["type"] = "capacityScheduler",
                ["capacity"] = 100.0,
                ["usedCapacity"] = Percent(scheduler.Used, scheduler.Total),
                ["maxCapacity"] = 100.0,
                ["queueName"] = "root",
                ["queuePath"] = "root",
                ["queues"] = new JsonObject
                {
                    ["queue"] = new JsonArray([.. scheduler.Queues.Select(queue => Of(queue, scheduler.Total))]),
                },
            },
        },
    };

    static JsonObject Of(LeafQueue queue, ResourceAmount total) => new JsonObject
    {
        ["type"] = "capacitySchedulerLeafQueueInfo",
        ["queuePath"] = queue.Path,
        ["queueName"] = queue.Name,
        ["capacity"] = queue.Options.CapacityPercent,
        ["usedCapacity"] = queue.Usage(total) * 100,
        ["maxCapacity"] = queue.Options.MaximumPercent,
        ["absoluteCapacity"] = queue.Options.CapacityPercent,
        ["absoluteMaxCapacity"] = queue.Options.MaximumPercent,
        ["absoluteUsedCapacity"] = Percent(queue.Used, total),
        ["state"] = "RUNNING",
        ["numApplications"] = queue.Active.Count + queue.Waiting.Count,
        ["numActiveApplications"] = queue.Active.Count,
        ["numPendingApplications"] = queue.Waiting.Count,
        ["numContainers"] = queue.Active.Sum(application => application.Containers.Count),
        ["allocatedContainers"] = queue.Active.Sum(application => application.Containers.Count),
        ["pendingContainers"] = queue.Active.Concat(queue.Waiting).Sum(application => application.Asks.Wanted),
        ["reservedContainers"] = 0,
        ["resourcesUsed"] = ResourceJson.Of(queue.Used),
        ["AMResourceLimit"] = ResourceJson.Of(queue.MasterLimit(total)),
        ["usedAMResource"] = ResourceJson.Of(queue.UsedByMasters),
        ["preemptionDisabled"] = true,
        ["isAutoCreatedLeafQueue"] = false,
    };

    static double Percent(ResourceAmount part, ResourceAmount whole) =>
        whole.MemoryMb > 0 ? 100.0 * part.MemoryMb / whole.MemoryMb : 0;
}
