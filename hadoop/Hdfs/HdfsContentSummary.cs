namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>How much lies below a path (ContentSummary of WebHDFS).</summary>
public sealed record HdfsContentSummary(long DirectoryCount, long FileCount, long Length, long SpaceConsumed);
