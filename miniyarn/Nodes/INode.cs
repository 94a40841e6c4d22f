using FlinkYarn.Hadoop.Proto;

namespace FlinkYarn.MiniYarn.Nodes;

/// <summary>
/// One NodeManager as its ResourceManager orders it about. Orders return at once, from any thread; what becomes of them
/// is told through <see cref="INodeEvents"/>. An order for what the node does not know is dropped.
/// </summary>
internal interface INode : IAsyncDisposable
{
    NodeIdProto Id { get; }

    /// <summary>host:port of its web pages.</summary>
    string HttpAddress { get; }

    ResourceProto Capacity { get; }

    /// <summary>Starts a container that needs no token, since the ResourceManager itself asks for it.</summary>
    void StartApplicationMaster(ContainerTokenIdentifierProto container, ContainerLaunchContextProto launch);

    /// <summary>
    /// Ends a container with a status of the ResourceManager's choice (-100 released, -106 killed ...).
    /// </summary>
    void Stop(ContainerIdProto container, int exitStatus, string diagnostics);

    /// <summary>Ends what still runs of an application, aggregates its logs, deletes its folders.</summary>
    void EndApplication(ApplicationIdProto application);
}
