using FlinkYarn.Hadoop.Proto;

namespace FlinkYarn.Hadoop.Yarn;

/// <summary>A NodeManager by the address of its container manager.</summary>
public readonly record struct YarnNodeId(string Host, int Port)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Host}:{Port}";

    internal static YarnNodeId Of(NodeIdProto node) => new(node.Host, node.Port);
}
