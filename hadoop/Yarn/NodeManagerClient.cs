using System.Collections.Concurrent;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;

namespace FlinkYarn.Hadoop.Yarn;

/// <summary>
/// Starts and stops the containers of one attempt at their NodeManagers; a connection for each node, while it is used.
/// Thread-safe.
/// </summary>
public sealed class NodeManagerClient(NodeTokens tokens, HadoopRpcOptions options, TimeProvider time)
    : INodeManagers
{
    readonly ConcurrentDictionary<YarnNodeId, NodeConnection> nodes = new();

    /// <inheritdoc/>
    public async Task StartAsync(
        AllocatedContainer container, ContainerLaunch launch, CancellationToken cancellationToken)
    {
        var request = new StartContainersRequestProto();
        request.StartContainerRequest.Add(new StartContainerRequestProto
        {
            ContainerLaunchContext = launch.ToProto(),
            ContainerToken = container.Token,
        });
        var (response, wasRepeated) = await To(container.Node).CallAsync(
            "startContainers", request, StartContainersResponseProto.Parser, cancellationToken).ConfigureAwait(false);
        // A container is started once: the repetition of a start that was taken is refused.
        if (response.FailedRequests.Count > 0 && wasRepeated
            && await IsKnownAsync(container, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        ThrowIfRefused(container.Id, response.FailedRequests);
    }

    /// <inheritdoc/>
    public async Task StopAsync(ContainerId container, YarnNodeId node, CancellationToken cancellationToken)
    {
        var request = new StopContainersRequestProto();
        request.ContainerId.Add(container.ToProto());
        var (response, _) = await To(node).CallAsync(
            "stopContainers", request, StopContainersResponseProto.Parser, cancellationToken).ConfigureAwait(false);
        ThrowIfRefused(container, response.FailedRequests);
    }

    /// <summary>Closes all connections; calls that wait fail.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes.Values)
        {
            await node.DisposeAsync().ConfigureAwait(false);
        }
    }

    NodeConnection To(YarnNodeId node) =>
        nodes.GetOrAdd(node, static (id, client) => client.Connect(id), this);

    NodeConnection Connect(YarnNodeId node) => new(node, tokens, options, time);

    async Task<bool> IsKnownAsync(AllocatedContainer container, CancellationToken cancellationToken)
    {
        var request = new GetContainerStatusesRequestProto { ContainerId = { container.Id.ToProto() } };
        var (response, _) = await To(container.Node).CallAsync(
            "getContainerStatuses", request, GetContainerStatusesResponseProto.Parser, cancellationToken)
            .ConfigureAwait(false);
        return response.Status.Count > 0;
    }

    static void ThrowIfRefused(ContainerId container, IEnumerable<ContainerExceptionMapProto> failed)
    {
        if (failed.FirstOrDefault() is { } failure)
        {
            throw new ContainerRefusedException($"{container}: {failure.Exception?.Message ?? "no reason was given"}");
        }
    }
}

/// <summary>A NodeManager that will not do what it was asked for a container.</summary>
/// <param name="message">The container, and YARN's words.</param>
public sealed class ContainerRefusedException(string message) : Exception(message);
