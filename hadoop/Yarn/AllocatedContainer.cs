using FlinkYarn.Hadoop.Proto;

namespace FlinkYarn.Hadoop.Yarn;

/// <summary>A container that the scheduler gave us and that is not yet started.</summary>
/// <param name="MemoryMb">As granted, which may be more than was asked.</param>
public sealed record AllocatedContainer(ContainerId Id, YarnNodeId Node, int Priority, long MemoryMb, int VirtualCores)
{
    /// <summary>What the NodeManager wants to see, untouched.</summary>
    internal TokenProto Token { get; init; } = null!;

    /// <summary>Of the node's web pages, host:port; empty when YARN did not say.</summary>
    public string NodeHttpAddress { get; init; } = "";

    internal static AllocatedContainer Of(ContainerProto container) =>
        new(ContainerId.Of(container.Id), YarnNodeId.Of(container.NodeId), container.Priority?.Priority ?? 0,
            container.Resource?.Memory ?? 0, container.Resource?.VirtualCores ?? 0)
        {
            Token = container.ContainerToken,
            NodeHttpAddress = container.NodeHttpAddress,
        };
}

/// <summary>A container that has ended.</summary>
/// <param name="Diagnostics">YARN's words.</param>
public sealed record CompletedContainer(ContainerId Id, int ExitStatus, string Diagnostics);
