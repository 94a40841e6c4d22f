using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>The body of GETCONTENTSUMMARY.</summary>
sealed record ContentSummaryAnswer([property: JsonPropertyName("ContentSummary")] HdfsContentSummary Summary);
