using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>The body of GET metrics.</summary>
sealed record MetricsAnswer([property: JsonPropertyName("clusterMetrics")] YarnClusterMetrics Metrics);
