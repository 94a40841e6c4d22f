namespace FlinkYarn.MiniYarn.WebHdfs;

/// <summary>What HDFS knows of a path and the local file system cannot keep for us.</summary>
internal sealed record FileMetadata
{
    public const long DefaultBlockSize = 128L * 1024 * 1024;

    public required string Owner { get; init; }

    public string Group { get; init; } = "supergroup";

    /// <summary>The mode in octal digits, as WebHDFS writes it.</summary>
    public required string Permission { get; init; }

    public int Replication { get; init; } = 1;

    public long BlockSize { get; init; } = DefaultBlockSize;

    public long FileId { get; init; }
}
