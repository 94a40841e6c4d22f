using System.Globalization;
using System.Net;

namespace FlinkYarn.MiniYarn.ResourceManager;

/// <summary>The settings of yarn-site.xml that describe a ResourceManager, under Hadoop's names.</summary>
internal static class YarnSite
{
    public static IReadOnlyDictionary<string, string> Of(
        ResourceManagerOptions options, Uri web, IPEndPoint scheduler)
    {
        var site = new Dictionary<string, string>
        {
            ["yarn.resourcemanager.hostname"] = web.Host,
            ["yarn.resourcemanager.webapp.address"] = web.Authority,
            ["yarn.resourcemanager.scheduler.address"] = scheduler.ToString(),
            ["yarn.resourcemanager.scheduler.class"] =
                "org.apache.hadoop.yarn.server.resourcemanager.scheduler.capacity.CapacityScheduler",
            ["yarn.resourcemanager.am.max-attempts"] = Text(options.Applications.MaxAttempts),
            ["yarn.acl.enable"] = "true",
            ["yarn.admin.acl"] = " ",
            ["yarn.node-labels.enabled"] = "true",
            ["yarn.am.liveness-monitor.expiry-interval-ms"] = Text(options.Applications.MasterExpiry.TotalMilliseconds),
            ["yarn.resourcemanager.rm.container-allocation.expiry-interval-ms"] =
                Text(options.Applications.ContainerExpiry.TotalMilliseconds),
            ["yarn.resourcemanager.max-completed-applications"] = Text(options.Applications.MaxCompleted),
            ["yarn.cluster.max-application-priority"] = Text(options.HighestPriority),
            ["yarn.scheduler.minimum-allocation-mb"] = Text(options.Scheduler.MinimumMemoryMb),
            ["yarn.scheduler.maximum-allocation-mb"] = Text(options.Scheduler.Maximum.MemoryMb),
            ["yarn.scheduler.maximum-allocation-vcores"] = Text(options.Scheduler.Maximum.VirtualCores),
            ["yarn.scheduler.capacity.root.queues"] =
                string.Join(',', options.Scheduler.Queues.Select(queue => queue.Name)),
        };
        foreach (var queue in options.Scheduler.Queues)
        {
            var prefix = $"yarn.scheduler.capacity.root.{queue.Name}";
            site[$"{prefix}.capacity"] = Text(queue.CapacityPercent);
            site[$"{prefix}.maximum-capacity"] = Text(queue.MaximumPercent);
            site[$"{prefix}.maximum-am-resource-percent"] = Text(queue.MasterShare);
        }

        return site;
    }

    static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
