using System.Text.Json.Serialization;
using FlinkYarn.Hadoop.Rest.Json;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>The body of GET apps/{id}/appattempts.</summary>
sealed record AttemptsAnswer
{
    [JsonPropertyName("appAttempts")]
    [JsonConverter(typeof(WrappedListConverter<YarnApplicationAttempt>))]
    public IReadOnlyList<YarnApplicationAttempt> Attempts { get => field ?? []; init; }
}
