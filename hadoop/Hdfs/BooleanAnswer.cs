using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>The body of operations that say yes or no.</summary>
sealed record BooleanAnswer([property: JsonPropertyName("boolean")] bool Value);
