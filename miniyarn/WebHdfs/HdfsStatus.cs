namespace FlinkYarn.MiniYarn.WebHdfs;

/// <summary>What HDFS tells of one path (HdfsFileStatus). Times are milliseconds since 1970.</summary>
internal sealed record HdfsStatus
{
    public required HdfsPath Path { get; init; }

    public required bool IsDirectory { get; init; }

    public required long Length { get; init; }

    public required long ModificationTime { get; init; }

    public required long AccessTime { get; init; }

    public required int ChildrenNum { get; init; }

    public required FileMetadata Metadata { get; init; }
}
