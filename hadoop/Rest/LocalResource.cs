using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>A file that the NodeManager brings into the container (LocalResourceInfo).</summary>
public sealed record LocalResource
{
    // FSDownload.unpack chooses by the lower-cased file name and only copies what it does not know.
    static readonly string[] ArchiveEndings = [".tar.gz", ".tgz", ".tar", ".zip", ".jar"];

    /// <summary>The file's URI, its path percent-encoded.</summary>
    [JsonPropertyName("resource")]
    public required string Uri { get; init; }

    [JsonPropertyName("type")]
    public LocalResourceType Type { get; init; }

    [JsonPropertyName("visibility")]
    public LocalResourceVisibility Visibility { get; init; }

    [JsonPropertyName("size")]
    public required long Size { get; init; }

    /// <summary>The file's modification time; the NodeManager refuses a file that has another.</summary>
    [JsonPropertyName("timestamp")]
    public required long TimestampMs { get; init; }

    [JsonIgnore]
    internal bool IsUnpackable =>
        ArchiveEndings.Any(ending => Uri.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
