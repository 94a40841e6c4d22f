using System.Text.Json.Nodes;

namespace FlinkYarn.MiniYarn.WebHdfs;

/// <summary>WebHDFS's JSON (org.apache.hadoop.hdfs.web.JsonUtil).</summary>
internal static class WebHdfsJson
{
    public static JsonObject Boolean(bool value) => new() { ["boolean"] = value };

    public static JsonObject Status(HdfsStatus status) => new() { ["FileStatus"] = Of(status, "") };

    public static JsonObject Listing(HdfsPath path, IEnumerable<HdfsStatus> statuses) => new()
    {
        ["FileStatuses"] = new JsonObject
        {
            ["FileStatus"] = new JsonArray(
                [.. statuses.Select(status => Of(status, status.Path.Equals(path) ? "" : status.Path.Name))]),
        },
    };

    public static JsonObject Page(HdfsPath path, IEnumerable<HdfsStatus> statuses, int remaining) => new()
    {
        ["DirectoryListing"] = new JsonObject
        {
            ["partialListing"] = Listing(path, statuses),
            ["remainingEntries"] = remaining,
        },
    };

    public static JsonObject Summary(ContentSummary summary) => new()
    {
        ["ContentSummary"] = new JsonObject
        {
            ["directoryCount"] = summary.DirectoryCount,
            ["ecPolicy"] = "",
            ["fileCount"] = summary.FileCount,
            ["length"] = summary.Length,
            ["quota"] = -1,
            ["spaceConsumed"] = summary.SpaceConsumed,
            ["spaceQuota"] = -1,
            ["typeQuota"] = new JsonObject(),
        },
    };

    public static JsonObject ServerDefaults() => new()
    {
        ["FsServerDefaults"] = new JsonObject
        {
            ["replication"] = 1,
            ["encryptDataTransfer"] = false,
            ["defaultStoragePolicyId"] = 7,
            ["writePacketSize"] = 65536,
            ["blockSize"] = FileMetadata.DefaultBlockSize,
            ["bytesPerChecksum"] = 512,
            ["checksumType"] = 2,
            ["trashInterval"] = 0,
            ["fileBufferSize"] = 4096,
        },
    };

    public static JsonObject Checksum(FileChecksum checksum) => new()
    {
        ["FileChecksum"] = new JsonObject
        {
            ["algorithm"] = checksum.Algorithm,
            ["bytes"] = Convert.ToHexStringLower(checksum.Bytes) + "00000000",
            ["length"] = checksum.Bytes.Length,
        },
    };

    /// <summary>
    /// The blocks that touch [offset, offset + length), each on the one DataNode (GETFILEBLOCKLOCATIONS).
    /// </summary>
    public static JsonObject BlockLocations(HdfsStatus status, long offset, long length, Uri dataNode)
    {
        var blocks = new JsonArray();
        var blockSize = status.Metadata.BlockSize;
        var end = length >= status.Length - offset ? status.Length : offset + length;
        for (var start = offset / blockSize * blockSize; start < end; start += blockSize)
        {
            blocks.Add((JsonNode)new JsonObject
            {
                ["cachedHosts"] = new JsonArray(),
                ["corrupt"] = false,
                ["hosts"] = new JsonArray(dataNode.Host),
                ["length"] = Math.Min(blockSize, status.Length - start),
                ["names"] = new JsonArray(dataNode.Authority),
                ["offset"] = start,
                ["storageIds"] = new JsonArray(),
                ["storageTypes"] = new JsonArray("DISK"),
                ["topologyPaths"] = new JsonArray($"/default-rack/{dataNode.Authority}"),
            });
        }

        return new JsonObject { ["BlockLocations"] = new JsonObject { ["BlockLocation"] = blocks } };
    }

    static JsonObject Of(HdfsStatus status, string pathSuffix) => new()
    {
        ["accessTime"] = status.AccessTime,
        ["blockSize"] = status.IsDirectory ? 0 : status.Metadata.BlockSize,
        ["childrenNum"] = status.ChildrenNum,
        ["fileId"] = status.Path.IsRoot ? 16385 : status.Metadata.FileId,
        ["group"] = status.Metadata.Group,
        ["length"] = status.Length,
        ["modificationTime"] = status.ModificationTime,
        ["owner"] = status.Metadata.Owner,
        ["pathSuffix"] = pathSuffix,
        ["permission"] = status.Metadata.Permission,
        ["replication"] = status.IsDirectory ? 0 : status.Metadata.Replication,
        ["storagePolicy"] = 0,
        ["type"] = status.IsDirectory ? "DIRECTORY" : "FILE",
    };
}
