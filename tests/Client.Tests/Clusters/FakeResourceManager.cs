using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace FlinkYarn.Client.Tests.Clusters;

/// <summary>
/// YARN's ResourceManager over REST, as far as a client sees it; starting a container is the cluster's work.
/// </summary>
sealed class FakeResourceManager(FakeCluster cluster)
{
    static readonly Dictionary<string, string> Settings = new()
    {
        ["yarn.scheduler.minimum-allocation-mb"] = "128",
        ["yarn.resourcemanager.am.max-attempts"] = "3",
        ["yarn.cluster.max-application-priority"] = "5",
    };

    readonly ConcurrentDictionary<string, FakeApplication> applications = new();
    int lastId;

    public IReadOnlyCollection<FakeApplication> Applications => [.. applications.Values];

    public void Map(WebApplication app)
    {
        const string root = "/ws/v1/cluster";
        app.MapPost($"{root}/apps/new-application", () => FakeCluster.Json(new Dictionary<string, object>
        {
            ["application-id"] = $"application_1700000000000_{Interlocked.Increment(ref lastId):0000}",
            ["maximum-resource-capability"] = new
            {
                memory = 8192, vCores = 4,
                resourceInformations = new { resourceInformation = new[] { new { name = "yarn.io/gpu", value = 4 } } },
            },
        }));
        app.MapPost($"{root}/apps", (Delegate)SubmitAsync);
        app.MapGet($"{root}/apps/{{id}}", (string id) => applications.TryGetValue(id, out var found)
            ? FakeCluster.Json(new { app = Report(found) })
            : Error(404, "NotFoundException", $"app with id: {id} not found"));
        app.MapGet($"{root}/apps/{{id}}/appattempts", (string id) => FakeCluster.Json(new
        {
            appAttempts = new
            {
                appAttempt = applications[id].Attempts
                    .Select((words, index) => new { id = index + 1, diagnosticsInfo = words }).ToArray(),
            },
        }));
        app.MapPut($"{root}/apps/{{id}}/state", Kill);
        app.MapGet($"{root}/scheduler", () => FakeCluster.Json(new { scheduler = new { schedulerInfo = Queues() } }));
        app.MapGet(
            $"{root}/nodes", () => FakeCluster.Json(new { nodes = new { node = new[] { Node("a"), Node("b") } } }));
        app.MapGet($"{root}/get-node-labels", () => FakeCluster.Json(
            new { nodeLabelInfo = new[] { new { name = "fast", exclusivity = true } } }));
        app.MapGet("/conf", (string name) => Settings.TryGetValue(name, out var value)
            ? FakeCluster.Json(new { property = new { key = name, value, resource = "test" } })
            : Results.NotFound());
    }

    async Task<IResult> SubmitAsync(HttpContext context)
    {
        var submission = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
        if (cluster.IsRefused("SUBMIT"))
        {
            return Error(400, "BadRequestException", "The test refuses it.");
        }

        var application = new FakeApplication(submission.GetProperty("application-id").GetString()!, submission);
        applications[application.Id] = application;
        await cluster.StartMasterAsync(application);
        return Results.StatusCode(202);
    }

    IResult Kill(string id)
    {
        var application = applications[id];
        cluster.IsRefused($"KILL {id}");
        application.WasKilled = true;
        application.End("KILLED", "KILLED", "Killed by the test.");
        return FakeCluster.Json(new { state = "KILLED" });
    }

    static object Report(FakeApplication application) => new
    {
        id = application.Id,
        user = application.User,
        name = application.Submission.GetProperty("application-name").GetString(),
        state = application.State,
        finalStatus = application.FinalStatus,
        diagnostics = application.Diagnostics,
        queue = "root.default",
        amRPCAddress = application.Address,
        trackingUrl = $"http://proxy/{application.Id}/",
        elapsedTime = 1234,
        finishedTime = application.State is "FINISHED" or "FAILED" or "KILLED" ? 1 : 0,
    };

    static object Queues() => new
    {
        type = "capacityScheduler",
        queueName = "root",
        queuePath = "root",
        queues = new
        {
            queue = new[] { Queue("default", "RUNNING"), Queue("short", "RUNNING"), Queue("closed", "STOPPED") },
        },
    };

    static object Queue(string name, string state) => new { queueName = name, queuePath = "root." + name, state };

    static object Node(string name) => new
    {
        id = name + ":1", state = "RUNNING", nodeHostName = name, usedMemoryMB = 0, availMemoryMB = 8192,
        usedVirtualCores = 0, availableVirtualCores = 4,
    };

    static IResult Error(int status, string exception, string message) => FakeCluster.Json(
        new { RemoteException = new { exception, javaClassName = "org.apache." + exception, message } }, status);
}
