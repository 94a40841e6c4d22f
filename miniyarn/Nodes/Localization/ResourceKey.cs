using FlinkYarn.Hadoop.Proto;

namespace FlinkYarn.MiniYarn.Nodes.Localization;

/// <summary>
/// What makes two resources the same file on a node: address, timestamp and kind, within the cache of those who share
/// it (LocalResourceRequest).
/// </summary>
internal sealed record ResourceKey(
    string Cache, string Address, string Path, long Timestamp, LocalResourceTypeProto Type)
{
    static readonly string[] KnownSchemes = ["hdfs", "webhdfs"];

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public bool IsArchive => Type == LocalResourceTypeProto.Archive;

    /// <exception cref="LocalizationFailure">No file system of this node has it.</exception>
    public static ResourceKey Of(LocalResourceProto resource, string cache)
    {
        var url = resource.Resource;
        if (!KnownSchemes.Contains(url.Scheme))
        {
            throw new LocalizationFailure(
                $"org.apache.hadoop.fs.UnsupportedFileSystemException: No FileSystem for scheme \"{url.Scheme}\"");
        }

        if (resource.Type == LocalResourceTypeProto.Pattern)
        {
            throw new LocalizationFailure(
                $"{url.File} is of type PATTERN, which this node does not unpack; use ARCHIVE.");
        }

        if (url.File.EndsWith('/') || url.File.Split('/') is not ["", ..])
        {
            throw new LocalizationFailure($"'{url.File}' is no absolute path of a file.");
        }

        var authority = url.Port > 0 ? $"{url.Host}:{url.Port}" : url.Host;
        return new ResourceKey(
            cache, $"{url.Scheme}://{authority}{url.File}", url.File, resource.Timestamp, resource.Type);
    }
}
