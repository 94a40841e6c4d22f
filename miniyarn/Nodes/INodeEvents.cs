using FlinkYarn.Hadoop.Proto;

namespace FlinkYarn.MiniYarn.Nodes;

/// <summary>What a node tells its ResourceManager. Called from any thread, one at a time; must not block.</summary>
internal interface INodeEvents
{
    /// <summary>The container's process runs.</summary>
    void ContainerStarted(NodeIdProto node, ContainerIdProto container);

    /// <summary>The container has ended, or never came as far as a process (-1000). Told once.</summary>
    void ContainerCompleted(NodeIdProto node, ContainerStatusProto status);

    /// <summary>Nothing of the application is left on the node; not every ResourceManager wants to know.</summary>
    /// <param name="areLogsAggregated">False when that failed, or is switched off.</param>
    void ApplicationEnded(NodeIdProto node, ApplicationIdProto application, bool areLogsAggregated)
    {
    }
}
