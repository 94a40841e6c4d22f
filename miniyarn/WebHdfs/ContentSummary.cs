namespace FlinkYarn.MiniYarn.WebHdfs;

/// <summary>The size of a tree (org.apache.hadoop.fs.ContentSummary).</summary>
internal sealed record ContentSummary(long DirectoryCount, long FileCount, long Length, long SpaceConsumed)
{
    public ContentSummary Add(ContentSummary other) => new(
        DirectoryCount + other.DirectoryCount,
        FileCount + other.FileCount,
        Length + other.Length,
        SpaceConsumed + other.SpaceConsumed);
}
