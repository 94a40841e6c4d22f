using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>The body of LISTSTATUS.</summary>
sealed record ListingAnswer([property: JsonPropertyName("FileStatuses")] ListingAnswer.Listing Statuses)
{
    /// <summary>What stands in it.</summary>
    public sealed record Listing([property: JsonPropertyName("FileStatus")] IReadOnlyList<HdfsFileStatus>? Files);
}
