using FlinkYarn.Hadoop.Rpc;

namespace FlinkYarn.Hadoop.Yarn;

/// <summary>Starts and stops the containers of one attempt at their nodes.</summary>
public interface INodeManagers : IAsyncDisposable
{
    /// <summary>
    /// Hands a container its work. That it was taken does not mean that it runs: failures come as its end.
    /// </summary>
    /// <exception cref="ContainerRefusedException">The NodeManager will not start it.</exception>
    /// <exception cref="RemoteException">The NodeManager refused the call as a whole.</exception>
    /// <exception cref="IOException">The NodeManager cannot be reached.</exception>
    /// <exception cref="InvalidOperationException">YARN sent no token for the node.</exception>
    Task StartAsync(AllocatedContainer container, ContainerLaunch launch, CancellationToken cancellationToken);

    /// <summary>
    /// Ends a container: SIGTERM, and SIGKILL a quarter of a second later. One that has ended is no error.
    /// </summary>
    /// <exception cref="ContainerRefusedException">The NodeManager does not know it.</exception>
    /// <exception cref="RemoteException">The NodeManager refused the call as a whole.</exception>
    /// <exception cref="IOException">The NodeManager cannot be reached.</exception>
    /// <exception cref="InvalidOperationException">YARN sent no token for the node.</exception>
    Task StopAsync(ContainerId container, YarnNodeId node, CancellationToken cancellationToken);
}
