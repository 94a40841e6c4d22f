using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>The body of GET apps/{id}.</summary>
sealed record ApplicationAnswer([property: JsonPropertyName("app")] YarnApplication Application);
