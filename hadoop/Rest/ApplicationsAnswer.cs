using System.Text.Json.Serialization;
using FlinkYarn.Hadoop.Rest.Json;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>The body of GET apps.</summary>
sealed record ApplicationsAnswer
{
    [JsonPropertyName("apps")]
    [JsonConverter(typeof(WrappedListConverter<YarnApplication>))]
    public IReadOnlyList<YarnApplication> Applications { get => field ?? []; init; }
}
