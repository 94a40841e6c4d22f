using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>Where the second step of CREATE, APPEND and OPEN goes.</summary>
sealed record LocationAnswer([property: JsonPropertyName("Location")] string? Location);
