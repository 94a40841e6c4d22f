using System.Text.Json.Serialization;
using FlinkYarn.Hadoop.Rest.Json;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>The body of GET get-node-labels (NodeLabelsInfo); without labels it is empty.</summary>
sealed record NodeLabelsAnswer
{
    [JsonPropertyName("nodeLabelInfo")]
    [JsonConverter(typeof(OneOrManyConverter<YarnNodeLabel>))]
    public IReadOnlyList<YarnNodeLabel> Labels { get => field ?? []; init; }
}

/// <summary>A partition of the cluster (NodeLabelInfo).</summary>
sealed record YarnNodeLabel
{
    public string Name { get => field ?? ""; init; }
}
