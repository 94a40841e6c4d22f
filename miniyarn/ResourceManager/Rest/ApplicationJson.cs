using System.Text.Json.Nodes;
using FlinkYarn.MiniYarn.ResourceManager.Applications;
using FlinkYarn.MiniYarn.ResourceManager.Scheduling;

namespace FlinkYarn.MiniYarn.ResourceManager.Rest;

/// <summary>The RM's report of an application (AppInfo). Read on the loop.</summary>
internal sealed class ApplicationJson(ClusterContext cluster, Scheduler scheduler)
{
    public JsonObject Of(Application application)
    {
        var now = cluster.Time.GetUtcNow();
        var submission = application.Submission;
        var json = new JsonObject
        {
            ["id"] = application.Id.ToString(),
            ["user"] = submission.User,
            ["name"] = submission.Name,
            ["queue"] = application.Queue,
            ["state"] = application.VisibleState,
            ["finalStatus"] = FinalStatus.Name(application.FinalStatus),
            ["progress"] = Progress(application),
            ["trackingUI"] = TrackingUi(application),
            ["diagnostics"] = application.VisibleDiagnostics,
            ["clusterId"] = cluster.Timestamp,
            ["applicationType"] = submission.Type,
            ["applicationTags"] = string.Join(',', submission.Tags),
            ["priority"] = submission.Priority,
            ["startedTime"] = Milliseconds(application.StartedAt),
            ["launchTime"] = Milliseconds(application.LaunchedAt),
            ["finishedTime"] = Milliseconds(application.FinishedAt),
            ["elapsedTime"] = (long)((application.FinishedAt ?? now) - application.StartedAt).TotalMilliseconds,
            ["logAggregationStatus"] = application.Logs.Status,
            ["unmanagedApplication"] = false,
            ["amNodeLabelExpression"] = "",
        };
        AddMaster(json, application);
        AddUsage(json, application, now);
        return json;
    }

    void AddMaster(JsonObject json, Application application)
    {
        if (application.Current is not { } attempt)
        {
            return;
        }

        if (attempt.Registration is { } registration)
        {
            json["trackingUrl"] = application.IsOver && registration.TrackingUrl.Length == 0
                ? cluster.Links.Page(application.Id)
                : cluster.Links.Proxy(application.Id);
            if (registration.RpcPort >= 0)
            {
                json["amRPCAddress"] = $"{registration.Host}:{registration.RpcPort}";
            }
        }
        else if (application.IsOver)
        {
            json["trackingUrl"] = cluster.Links.Page(application.Id);
        }

        if (attempt.Master is { } master)
        {
            json["amContainerLogs"] = ClusterLinks.Logs(master, application.Submission.User);
            json["amHostHttpAddress"] = master.Node.HttpAddress;
            json["masterNodeId"] = master.Node.Id.ToString();
        }
    }

    void AddUsage(JsonObject json, Application application, DateTimeOffset now)
    {
        var isLive = !application.IsOver && application.Current is not null;
        var used = isLive ? application.Current!.Scheduling.Used : default;
        json["allocatedMB"] = isLive ? used.MemoryMb : -1;
        json["allocatedVCores"] = isLive ? used.VirtualCores : -1;
        json["reservedMB"] = isLive ? 0 : -1;
        json["reservedVCores"] = isLive ? 0 : -1;
        json["runningContainers"] = isLive ? application.Current!.Scheduling.Containers.Count : -1;
        var charged = application.UsedUntil(now);
        json["memorySeconds"] = charged.MemoryMbSeconds;
        json["vcoreSeconds"] = charged.VirtualCoreSeconds;
        json["queueUsagePercentage"] = isLive
            ? Percent(used, application.Current!.Scheduling.Queue.Capacity(scheduler.Total))
            : 0;
        json["clusterUsagePercentage"] = Percent(used, scheduler.Total);
        json["resourceSecondsMap"] = new JsonObject
        {
            ["entry"] = new JsonArray(
                Entry("memory-mb", charged.MemoryMbSeconds), Entry("vcores", charged.VirtualCoreSeconds)),
        };
    }

    static JsonObject Entry(string key, long value) => new() { ["key"] = key, ["value"] = $"{value}" };

    static double Percent(ResourceAmount part, ResourceAmount whole) =>
        whole.MemoryMb > 0 ? 100.0 * part.MemoryMb / whole.MemoryMb : 0;

    static double Progress(Application application) => application switch
    {
        { IsEndKnown: true } => 100,
        { Current: { } attempt } => attempt.Progress * 100,
        _ => 0,
    };

    static string TrackingUi(Application application) => application switch
    {
        { IsEndKnown: true } => "History",
        { State: ApplicationState.Running } => "ApplicationMaster",
        _ => "UNASSIGNED",
    };

    static long Milliseconds(DateTimeOffset? instant) => instant?.ToUnixTimeMilliseconds() ?? 0;
}
