using FlinkYarn.Hadoop.Yarn;

namespace FlinkYarn.MiniYarn.ResourceManager.Applications;

/// <summary>How far the nodes of an ended application are with collecting its logs (RMAppLogAggregation).</summary>
internal sealed class LogAggregation
{
    readonly HashSet<YarnNodeId> busy = [];
    bool hasStarted;
    bool hasFailed;

    /// <summary>In LogAggregationStatus's words.</summary>
    public string Status => !hasStarted ? "NOT_START"
        : busy.Count > 0 ? "RUNNING"
        : hasFailed ? "FAILED"
        : "SUCCEEDED";

    public void Start(IEnumerable<YarnNodeId> nodes)
    {
        hasStarted = true;
        busy.UnionWith(nodes);
    }

    public void OnDone(YarnNodeId node, bool isAggregated)
    {
        if (busy.Remove(node))
        {
            hasFailed |= !isAggregated;
        }
    }
}
