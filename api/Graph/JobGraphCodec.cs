using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlinkYarn.Api.Graph;

/// <summary>A graph as it travels: JSON without type names; the chains in it are opaque bytes.</summary>
static class JobGraphCodec
{
    public static byte[] Encode(JobGraph graph) => JsonSerializer.SerializeToUtf8Bytes(graph, JobGraphJson.Default.JobGraph);

    /// <summary>Reads a graph of the current format.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static JobGraph Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var graph = JsonSerializer.Deserialize(bytes, JobGraphJson.Default.JobGraph);
            return graph is { Version: JobGraph.CurrentVersion }
                ? graph
                : throw new InvalidDataException($"A job graph of version {graph?.Version}; this is version {JobGraph.CurrentVersion}.");
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"This is no job graph: {failure.Message}", failure);
        }
    }
}

/// <summary>The graph's JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(JobGraph))]
sealed partial class JobGraphJson : JsonSerializerContext;
