using System.Net;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Security;

namespace FlinkYarn.Hadoop.Yarn;

/// <summary>Starts and stops containers at their NodeManagers; a connection for each call. Thread-safe.</summary>
public sealed class NodeManagerClient(NodeTokens tokens, HadoopRpcOptions options, TimeProvider time)
{
    /// <summary>Hands a container its work. That it was taken does not mean that it runs: failures come as its end.</summary>
    /// <exception cref="ContainerRefusedException">The NodeManager will not start it.</exception>
    /// <exception cref="IOException">The NodeManager cannot be reached.</exception>
    public async Task StartAsync(AllocatedContainer container, ContainerLaunch launch, CancellationToken cancellationToken)
    {
        var request = new StartContainersRequestProto();
        request.StartContainerRequest.Add(new StartContainerRequestProto
        {
            ContainerLaunchContext = launch.ToProto(),
            ContainerToken = container.Token,
        });
        var response = await CallAsync(
            container.Node, "startContainers", request, StartContainersResponseProto.Parser, cancellationToken)
            .ConfigureAwait(false);
        ThrowIfRefused(container.Id, response.FailedRequests);
    }

    /// <summary>Ends a container: SIGTERM, and SIGKILL a quarter of a second later. One that has ended is no error.</summary>
    /// <exception cref="ContainerRefusedException">The NodeManager does not know it.</exception>
    /// <exception cref="IOException">The NodeManager cannot be reached.</exception>
    public async Task StopAsync(ContainerId container, YarnNodeId node, CancellationToken cancellationToken)
    {
        var request = new StopContainersRequestProto();
        request.ContainerId.Add(container.ToProto());
        var response = await CallAsync(
            node, "stopContainers", request, StopContainersResponseProto.Parser, cancellationToken).ConfigureAwait(false);
        ThrowIfRefused(container, response.FailedRequests);
    }

    async Task<TResponse> CallAsync<TResponse>(
        YarnNodeId node, string method, Google.Protobuf.IMessage request,
        Google.Protobuf.MessageParser<TResponse> parser, CancellationToken cancellationToken)
        where TResponse : Google.Protobuf.IMessage<TResponse>
    {
        var connection = await HadoopRpcConnection.OpenAsync(
            new DnsEndPoint(node.Host, node.Port), RpcProtocol.ContainerManagement,
            new TokenAuthentication(tokens.Get(node)), options, time, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await connection.CallAsync(method, request, parser, cancellationToken).ConfigureAwait(false);
        }
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
