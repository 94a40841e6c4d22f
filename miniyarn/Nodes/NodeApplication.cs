using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Yarn;

namespace FlinkYarn.MiniYarn.Nodes;

/// <summary>
/// An application on this node (ApplicationImpl): it comes with its first container, whose user and log settings are
/// its own. Touched on the node's loop only.
/// </summary>
internal sealed class NodeApplication(YarnApplicationId id, string user, LogAggregationContextProto? logs)
{
    public YarnApplicationId Id => id;

    public string User => user;

    /// <summary>Which logs are aggregated; null for all.</summary>
    public LogAggregationContextProto? Logs => logs;

    public Dictionary<ContainerId, NodeContainer> Containers { get; } = [];

    /// <summary>What is being done for its containers.</summary>
    public List<Task> Runs { get; } = [];

    public bool IsEnding { get; set; }
}
