using System.Text.Json.Serialization;
using FlinkYarn.Hadoop.Rest.Json;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>The body of GET nodes.</summary>
sealed record NodesAnswer
{
    [JsonPropertyName("nodes")]
    [JsonConverter(typeof(WrappedListConverter<YarnNode>))]
    public IReadOnlyList<YarnNode> Nodes { get => field ?? []; init; }
}
