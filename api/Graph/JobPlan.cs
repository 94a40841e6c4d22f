using System.Text.Encodings.Web;
using System.Text.Json;

namespace FlinkYarn.Api.Graph;

/// <summary>The plan of a job as Flink's JSON (JsonPlanGenerator), which its dashboard and <c>info</c> show.</summary>
static class JobPlan
{
    public static byte[] Encode(JobGraph graph)
    {
        using var buffer = new MemoryStream();
        // People read it: an arrow stays an arrow. It is never put into a page unescaped.
        var options = new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            writer.WriteStartObject();
            writer.WriteString("jid", graph.JobId);
            writer.WriteString("name", graph.Name);
            writer.WriteStartArray("nodes");
            foreach (var vertex in graph.Vertices)
            {
                Write(writer, graph, vertex);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    static void Write(Utf8JsonWriter writer, JobGraph graph, JobVertex vertex)
    {
        writer.WriteStartObject();
        writer.WriteString("id", vertex.Id);
        writer.WriteNumber("parallelism", vertex.Parallelism);
        writer.WriteString("description", vertex.Name);
        writer.WriteStartArray("inputs");
        var number = 0;
        foreach (var edge in graph.Edges.Where(edge => edge.Target == vertex.Id))
        {
            writer.WriteStartObject();
            writer.WriteNumber("num", number++);
            writer.WriteString("id", edge.Source);
            writer.WriteString("ship_strategy", edge.Strategy.ToString().ToUpperInvariant());
            writer.WriteString("exchange", "pipelined_bounded");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
