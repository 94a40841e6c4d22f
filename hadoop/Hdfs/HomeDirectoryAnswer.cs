using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>The body of GETHOMEDIRECTORY.</summary>
sealed record HomeDirectoryAnswer([property: JsonPropertyName("Path")] string Path);
