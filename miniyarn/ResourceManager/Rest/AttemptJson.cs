using System.Text.Json.Nodes;
using FlinkYarn.MiniYarn.ResourceManager.Applications;
using FlinkYarn.MiniYarn.ResourceManager.Scheduling;

namespace FlinkYarn.MiniYarn.ResourceManager.Rest;

/// <summary>Attempts and their containers (AppAttemptInfo, ContainerInfo).</summary>
internal static class AttemptJson
{
    public static JsonObject Of(Application application) => new()
    {
        ["appAttempts"] = new JsonObject
        {
            ["appAttempt"] = new JsonArray([.. application.Attempts.Select(attempt => Of(application, attempt))]),
        },
    };

    /// <summary>
    /// In Jettison's mapped convention: one element is no array, all values are texts, nothing is around it.
    /// </summary>
    public static JsonObject Containers(Application application, ApplicationAttempt attempt)
    {
        var containers = attempt.Scheduling.Containers.OrderBy(container => container.Id.Id)
            .Select(container => Container(application, container)).ToArray();
        return containers switch
        {
            [] => [],
            [var single] => new JsonObject { ["container"] = single },
            _ => new JsonObject { ["container"] = new JsonArray(containers) },
        };
    }

    public static JsonObject Container(Application application, SchedulerContainer container) => new()
    {
        ["containerId"] = container.Id.ToString(),
        ["allocatedMB"] = $"{container.Resource.MemoryMb}",
        ["allocatedVCores"] = $"{container.Resource.VirtualCores}",
        ["assignedNodeId"] = container.Node.Id.ToString(),
        ["priority"] = $"{container.Priority}",
        ["startedTime"] = $"{container.CreatedAt.ToUnixTimeMilliseconds()}",
        ["finishedTime"] = "0",
        ["logUrl"] = ClusterLinks.Logs(container, application.Submission.User),
        ["containerExitStatus"] = "0",
        ["containerState"] = container.State == SchedulerContainerState.Running ? "RUNNING" : "NEW",
        ["nodeHttpAddress"] = $"http://{container.Node.HttpAddress}",
        ["nodeId"] = container.Node.Id.ToString(),
    };

    static JsonObject Of(Application application, ApplicationAttempt attempt)
    {
        var json = new JsonObject
        {
            ["id"] = attempt.Id.Attempt,
            ["startTime"] = attempt.StartedAt.ToUnixTimeMilliseconds(),
            ["finishedTime"] = attempt.FinishedAt?.ToUnixTimeMilliseconds() ?? 0,
            ["appAttemptId"] = attempt.Id.ToString(),
            ["appAttemptState"] = attempt.State.ToString().ToUpperInvariant(),
            ["diagnosticsInfo"] = attempt.Diagnostics,
        };
        if (attempt.Master is { } master)
        {
            json["containerId"] = master.Id.ToString();
            json["nodeId"] = master.Node.Id.ToString();
            json["nodeHttpAddress"] = master.Node.HttpAddress;
            json["logsLink"] = ClusterLinks.Logs(master, application.Submission.User);
        }

        return json;
    }
}
