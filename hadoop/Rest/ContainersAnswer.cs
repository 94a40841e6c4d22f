using System.Text.Json.Serialization;
using FlinkYarn.Hadoop.Rest.Json;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>The body of GET …/appattempts/{id}/containers, in the mapped convention: no wrapper.</summary>
sealed record ContainersAnswer
{
    [JsonPropertyName("container")]
    [JsonConverter(typeof(OneOrManyConverter<YarnContainer>))]
    public IReadOnlyList<YarnContainer> Containers { get => field ?? []; init; }
}
