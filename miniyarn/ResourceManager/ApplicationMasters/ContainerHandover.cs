using System.Net;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.MiniYarn.ResourceManager.Applications;
using FlinkYarn.MiniYarn.ResourceManager.Scheduling;
using FlinkYarn.MiniYarn.Tokens;

namespace FlinkYarn.MiniYarn.ResourceManager.ApplicationMasters;

/// <summary>Describes containers to their ApplicationMaster, with the tokens that it needs to start them.</summary>
internal sealed class ContainerHandover(TokenSecrets tokens, NodeOrders nodes)
{
    public ContainerProto Describe(Application application, SchedulerContainer container) => new()
    {
        Id = container.Id.ToProto(),
        NodeId = ToProto(container.Node),
        NodeHttpAddress = container.Node.HttpAddress,
        Resource = container.Resource.ToProto(),
        Priority = new PriorityProto { Priority = container.Priority },
        AllocationRequestId = container.AllocationRequestId,
        ContainerToken = tokens.Container(
            nodes.Identify(application, container), $"{IPAddress.Loopback}:{container.Node.Id.Port}"),
    };

    /// <summary>Tokens of nodes that the attempt has none of; each is sent once.</summary>
    public IEnumerable<NMTokenProto> NewTokens(
        Application application, ApplicationAttempt attempt, IReadOnlyList<SchedulerContainer> containers)
    {
        foreach (var node in containers.Select(container => container.Node).Distinct())
        {
            if (attempt.NodesTold.Add(node.Id))
            {
                var id = ToProto(node);
                var token = tokens.Nm(NodeOrders.ToProto(attempt.Id), id, application.Submission.User);
                yield return new NMTokenProto { NodeId = id, Token = token.ToProto() };
            }
        }
    }

    static NodeIdProto ToProto(SchedulerNode node) => new() { Host = node.Id.Host, Port = node.Id.Port };
}
