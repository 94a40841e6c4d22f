using FlinkYarn.Api.Graph;

namespace FlinkYarn.AppMaster.ExecutionGraph;

/// <summary>
/// Vertices joined by pipelined edges run at the same time, so they start and fail together. All our edges are
/// pipelined: a region is a connected part of the graph.
/// </summary>
static class PipelinedRegions
{
    public static IReadOnlyList<IReadOnlyList<JobVertex>> Of(JobGraph job)
    {
        var regionOf = job.Vertices.ToDictionary(vertex => vertex.Id, vertex => new List<JobVertex> { vertex });
        foreach (var edge in job.Edges)
        {
            var (kept, merged) = (regionOf[edge.Source], regionOf[edge.Target]);
            if (!ReferenceEquals(kept, merged))
            {
                kept.AddRange(merged);
                merged.ForEach(vertex => regionOf[vertex.Id] = kept);
            }
        }

        return [.. job.Vertices.Select(vertex => regionOf[vertex.Id]).Distinct()];
    }
}
