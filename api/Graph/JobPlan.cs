using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlinkYarn.Api.Graph;

/// <summary>The plan of a job as people and Flink's visualizer read it (<c>flink info</c>).</summary>
static class JobPlan
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Of(JobGraph graph)
    {
        var nodes = graph.Vertices.Select(vertex => (JsonNode)new JsonObject
        {
            ["id"] = vertex.Id,
            ["type"] = vertex.Name,
            ["pact"] = vertex.Source is not null ? "Data Source" : vertex.Sinks.Count > 0 ? "Data Sink" : "Operator",
            ["contents"] = vertex.Name,
            ["parallelism"] = vertex.Parallelism,
            ["predecessors"] = new JsonArray([.. graph.Edges.Where(edge => edge.Target == vertex.Id).Select(Predecessor)]),
        });
        return new JsonObject { ["nodes"] = new JsonArray([.. nodes]) }.ToJsonString(Indented);
    }

    static JsonNode Predecessor(JobEdge edge) => new JsonObject
    {
        ["id"] = edge.Source,
        ["ship_strategy"] = edge.Strategy.ToString().ToUpperInvariant(),
        ["side"] = "second",
    };
}
