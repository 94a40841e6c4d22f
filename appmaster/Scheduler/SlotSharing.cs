using FlinkYarn.AppMaster.ExecutionGraph;

namespace FlinkYarn.AppMaster.Scheduler;

/// <summary>
/// Which subtasks share a slot: subtask i of every vertex of a slot sharing group, so that a job needs as many slots as
/// its widest vertex and each slot has a whole pipeline.
/// </summary>
static class SlotSharing
{
    /// <summary>The shared slots that a job needs, each with its subtasks.</summary>
    public static IReadOnlyList<IReadOnlyList<ExecutionVertex>> Of(ExecutionGraph.ExecutionGraph graph) =>
        [.. graph.Vertices
            .GroupBy(vertex => (vertex.Vertex.SlotSharingGroup, vertex.Subtask))
            .Select(group => (IReadOnlyList<ExecutionVertex>)[.. group])];
}
