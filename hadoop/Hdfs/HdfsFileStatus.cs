using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>What HDFS knows of a file or directory (FileStatus of WebHDFS).</summary>
public sealed record HdfsFileStatus
{
    /// <summary>The name within the listed directory; empty for the very path that was asked for.</summary>
    public string PathSuffix { get => field ?? ""; init; }

    public string Type { get => field ?? ""; init; }

    public long Length { get; init; }

    /// <summary>
    /// When the file was closed, in milliseconds; what YARN compares with a local resource's timestamp. While a file is
    /// written it has another.
    /// </summary>
    [JsonPropertyName("modificationTime")]
    public long ModificationTimeMs { get; init; }

    [JsonPropertyName("accessTime")]
    public long AccessTimeMs { get; init; }

    public long BlockSize { get; init; }

    public int Replication { get; init; }

    public string Owner { get => field ?? ""; init; }

    public string Group { get => field ?? ""; init; }

    /// <summary>In octal digits: "644".</summary>
    public string Permission { get => field ?? ""; init; }

    [JsonIgnore]
    public bool IsDirectory => Type == "DIRECTORY";

    [JsonIgnore]
    public bool IsFile => Type == "FILE";
}
