using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>The body of GETFILESTATUS.</summary>
sealed record FileStatusAnswer([property: JsonPropertyName("FileStatus")] HdfsFileStatus Status);
