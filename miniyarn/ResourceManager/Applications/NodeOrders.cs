using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.Nodes;
using FlinkYarn.MiniYarn.ResourceManager.Scheduling;
using FlinkYarn.MiniYarn.Tokens;
using Google.Protobuf;

namespace FlinkYarn.MiniYarn.ResourceManager.Applications;

/// <summary>
/// What the ResourceManager has its nodes do: start ApplicationMasters with their tokens, stop containers, clean up
/// (AMLauncher). An order to a node that is gone is dropped, since all that was on it is gone too.
/// </summary>
internal sealed class NodeOrders(TokenSecrets tokens, LiveAttempts live, ClusterContext cluster)
{
    readonly Dictionary<YarnNodeId, INode> nodes = [];

    /// <summary>How long after its allocation a container may be started.</summary>
    public required TimeSpan TokenLife { get; init; }

    public void Add(INode node) => nodes.Add(YarnNodeId.Of(node.Id), node);

    public void Remove(YarnNodeId node) => nodes.Remove(node);

    public void Launch(Application application, ApplicationAttempt attempt, SchedulerContainer container)
    {
        live.Admit(attempt.Id);
        Find(container)?.StartApplicationMaster(Identify(application, container), Describe(application, attempt));
    }

    public void Stop(SchedulerContainer container, int exitStatus, string diagnostics) =>
        Find(container)?.Stop(container.Id.ToProto(), exitStatus, diagnostics);

    /// <summary>Returns the nodes that will tell when they have cleaned up.</summary>
    public IEnumerable<YarnNodeId> EndApplication(Application application)
    {
        var id = ToProto(application.Id);
        foreach (var node in application.Nodes)
        {
            if (nodes.TryGetValue(node, out var known))
            {
                known.EndApplication(id);
                yield return node;
            }
        }
    }

    public void Revoke(ApplicationAttempt attempt) => live.Revoke(attempt.Id);

    /// <summary>What a container's token says of it; its node starts nothing else.</summary>
    public ContainerTokenIdentifierProto Identify(Application application, SchedulerContainer container)
    {
        var identifier = new ContainerTokenIdentifierProto
        {
            ContainerId = container.Id.ToProto(),
            NmHostAddr = container.Node.Id.ToString(),
            AppSubmitter = application.Submission.User,
            Resource = container.Resource.ToProto(),
            ExpiryTimeStamp = (cluster.Time.GetUtcNow() + TokenLife).ToUnixTimeMilliseconds(),
            RmIdentifier = cluster.Timestamp,
            Priority = new PriorityProto { Priority = container.Priority },
            CreationTime = container.CreatedAt.ToUnixTimeMilliseconds(),
            ContainerType = container.IsMaster ? ContainerTypeProto.ApplicationMaster : ContainerTypeProto.Task,
            AllocationRequestId = container.AllocationRequestId,
        };
        if (application.Submission.Logs is { } logs)
        {
            identifier.LogAggregationContext = logs;
        }

        return identifier;
    }

    INode? Find(SchedulerContainer container) => nodes.GetValueOrDefault(container.Node.Id);

    // The client's launch context, with what only the ResourceManager knows.
    ContainerLaunchContextProto Describe(Application application, ApplicationAttempt attempt)
    {
        var submission = application.Submission;
        var launch = submission.Launch.Clone();
        Set(launch, "APPLICATION_WEB_PROXY_BASE", ClusterLinks.ProxyPath(application.Id));
        Set(launch, "APP_SUBMIT_TIME_ENV", $"{application.StartedAt.ToUnixTimeMilliseconds()}");
        var token = tokens.AmRm(ToProto(attempt.Id));
        var credentials = submission.Credentials with { Tokens = [.. submission.Credentials.Tokens, ("", token)] };
        launch.Tokens = ByteString.CopyFrom(credentials.Write());
        return launch;
    }

    static void Set(ContainerLaunchContextProto launch, string name, string value) =>
        launch.Environment.Add(new StringStringMapProto { Key = name, Value = value });

    public static ApplicationAttemptIdProto ToProto(YarnApplicationAttemptId attempt) => new()
    {
        AttemptId = attempt.Attempt,
        ApplicationId = ToProto(attempt.Application),
    };

    static ApplicationIdProto ToProto(YarnApplicationId application) =>
        new() { Id = application.Number, ClusterTimestamp = application.ClusterTimestamp };
}
