using System.Collections.Concurrent;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Security;

namespace FlinkYarn.Hadoop.Yarn;

/// <summary>
/// The tokens of NodeManagers. YARN sends each once, with the first container on a node, so they are kept for the
/// attempt's life; a newer one replaces an older. Thread-safe.
/// </summary>
public sealed class NodeTokens
{
    readonly ConcurrentDictionary<YarnNodeId, HadoopToken> byNode = new();

    internal void Add(IEnumerable<NMTokenProto> tokens)
    {
        foreach (var token in tokens)
        {
            byNode[YarnNodeId.Of(token.NodeId)] = HadoopToken.Of(token.Token);
        }
    }

    /// <summary>The token of a node that gave us a container.</summary>
    /// <exception cref="InvalidOperationException">YARN sent none.</exception>
    public HadoopToken Get(YarnNodeId node) =>
        byNode.TryGetValue(node, out var token)
            ? token
            : throw new InvalidOperationException($"YARN sent no token for the NodeManager {node}.");
}
