using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlinkYarn.Api.Graph;

/// <summary>The JobGraph as bytes: JSON with the chains as they are.</summary>
static partial class JobGraphCodec
{
    const int DeepestNesting = 16;

    public static byte[] Encode(JobGraph graph) => JsonSerializer.SerializeToUtf8Bytes(graph, Json.Default.JobGraph);

    /// <exception cref="JobGraphFormatException">The bytes are no JobGraph of this version, or contradict themselves.</exception>
    public static JobGraph Decode(ReadOnlySpan<byte> bytes)
    {
        JobGraph? graph;
        try
        {
            graph = JsonSerializer.Deserialize(bytes, Json.Default.JobGraph);
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException or ArgumentException)
        {
            throw new JobGraphFormatException($"The job graph is damaged: {failure.Message}");
        }

        if (graph?.Version != JobGraph.CurrentVersion)
        {
            throw new JobGraphFormatException(
                $"The job graph has format {graph?.Version}; this FlinkYarn reads {JobGraph.CurrentVersion}. Use one version.");
        }

        Check(graph);
        return graph;
    }

    static void Check(JobGraph graph)
    {
        if (graph.Vertices is null || graph.Edges is null || graph.Vertices.Any(vertex => vertex?.Id is null))
        {
            throw new JobGraphFormatException("The job graph has an empty entry.");
        }

        var places = new Dictionary<string, int>();
        foreach (var vertex in graph.Vertices)
        {
            if (!places.TryAdd(vertex.Id, places.Count) || vertex.Parallelism < 1 || vertex.MaxParallelism < vertex.Parallelism)
            {
                throw new JobGraphFormatException($"The vertex {vertex.Id} is there twice or has no valid parallelism.");
            }
        }

        foreach (var edge in graph.Edges)
        {
            if (edge is null || !places.TryGetValue(edge.Source ?? "", out var source)
                || !places.TryGetValue(edge.Target ?? "", out var target) || source >= target)
            {
                throw new JobGraphFormatException($"The edge {edge} does not lead from an earlier vertex to a later one.");
            }
        }
    }

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = DeepestNesting, UseStringEnumConverter = true)]
    [JsonSerializable(typeof(JobGraph))]
    sealed partial class Json : JsonSerializerContext;
}

/// <summary>Bytes that are no job graph.</summary>
/// <param name="message">What is wrong.</param>
public sealed class JobGraphFormatException(string message) : Exception(message);
