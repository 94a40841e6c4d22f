using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>The body of GET info.</summary>
sealed record InfoAnswer([property: JsonPropertyName("clusterInfo")] YarnClusterInfo Info);
