using FlinkYarn.Hadoop.Proto;

namespace FlinkYarn.Hadoop.Yarn;

/// <summary>A container that the scheduler gave us and that is not yet started.</summary>
/// <param name="MemoryMb">As granted, which may be more than was asked.</param>
public sealed record AllocatedContainer(ContainerId Id, YarnNodeId Node, int Priority, long MemoryMb, int VirtualCores)
{
    /// <summary>host:port of its node's web pages; empty when YARN does not say.</summary>
    public string NodeHttpAddress { get; init; } = "";

    /// <summary>What the NodeManager wants to see, untouched.</summary>
    internal TokenProto Token { get; init; } = null!;

    internal static AllocatedContainer Of(ContainerProto container) =>
        new(ContainerId.Of(container.Id), YarnNodeId.Of(container.NodeId), container.Priority?.Priority ?? 0,
            container.Resource?.Memory ?? 0, container.Resource?.VirtualCores ?? 0)
        {
            NodeHttpAddress = container.NodeHttpAddress,
            Token = container.ContainerToken,
        };
}

/// <summary>A container that has ended.</summary>
/// <param name="Diagnostics">YARN's words.</param>
public sealed record CompletedContainer(ContainerId Id, int ExitStatus, string Diagnostics);
