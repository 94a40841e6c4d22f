using FlinkYarn.Api.Graph.Operators;
using FlinkYarn.Api.Graph.Partitioning;

namespace FlinkYarn.Api.Graph;

/// <summary>
/// The operators of one task as a tree: node 0 is the head, each node feeds later nodes directly and outputs of the
/// vertex through a partitioner.
/// </summary>
sealed class OperatorChain
{
    /// <summary>Node 0 is the head; a node's successors come after it.</summary>
    public required ChainNode[] Nodes { get; init; }

    /// <summary>The outputs of the vertex; <see cref="JobEdge.SourceOutput"/> is an index into it.</summary>
    public required ChainOutput[] Outputs { get; init; }
}

/// <summary>One operator of a chain and where its rows go.</summary>
sealed class ChainNode
{
    public required string OperatorId { get; init; }

    public required string Name { get; init; }

    public required OperatorDescriptor Operator { get; init; }

    /// <summary>Indexes into <see cref="OperatorChain.Nodes"/>.</summary>
    public required int[] Next { get; init; }

    /// <summary>Indexes into <see cref="OperatorChain.Outputs"/>.</summary>
    public required int[] Outputs { get; init; }
}

/// <summary>One output of a vertex: rows of one type, partitioned one way.</summary>
sealed class ChainOutput
{
    public required PartitionerDescriptor Partitioner { get; init; }
}
