using FlinkYarn.Hadoop.Hdfs;

namespace FlinkYarn.MiniYarn.Nodes.Localization;

/// <summary>
/// Fetches one resource into a folder of its own: checks that it is the file that was meant, downloads, unpacks, takes
/// the right to write away (FSDownload).
/// </summary>
internal sealed class ResourceDownload(NodeHdfs hdfs, NodeFolders folders, TimeProvider time)
{
    const int OthersRead = 4;
    const int OthersEnter = 1;

    /// <summary>Gives the path of the file, or of the folder that an archive was unpacked to.</summary>
    /// <param name="folder">Not there before; there only when all is well.</param>
    /// <exception cref="LocalizationFailure">It cannot be had.</exception>
    public async Task<string> FetchAsync(ResourceKey key, string folder, CancellationToken cancellationToken)
    {
        var aside = folder + "_tmp";
        try
        {
            Directory.CreateDirectory(aside);
            var client = hdfs.As(UserOf(key));
            await RequireMeantAsync(client, key, cancellationToken);
            var file = Path.Combine(aside, key.Name);
            await DownloadAsync(client, key.Path, file, cancellationToken);
            if (key.IsArchive)
            {
                await ArchiveFile.UnpackAsync(file, cancellationToken);
            }

            ResourcePermissions.Apply(file, isPublic: key.Cache == folders.PublicCache);
            Directory.Move(aside, folder);
            return Path.Combine(folder, key.Name);
        }
        catch (HdfsFileNotFoundException)
        {
            throw new LocalizationFailure($"java.io.FileNotFoundException: File does not exist: {key.Address}");
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException
            or ArgumentException)
        {
            throw new LocalizationFailure($"java.io.IOException: {key.Address}: {failure.Message}");
        }
        finally
        {
            NodeFolders.Delete(aside);
        }
    }

    async Task RequireMeantAsync(WebHdfsClient client, ResourceKey key, CancellationToken cancellationToken)
    {
        var status = await client.GetStatusAsync(key.Path, cancellationToken);
        if (status.ModificationTimeMs != key.Timestamp)
        {
            throw new LocalizationFailure(
                $"java.io.IOException: Resource {key.Address} changed on src filesystem"
                + $" - expected: \"{Iso(key.Timestamp)}\", was: \"{Iso(status.ModificationTimeMs)}\""
                + $", current time: \"{Iso(time.GetUtcNow().ToUnixTimeMilliseconds())}\"");
        }

        if (!status.IsFile)
        {
            throw new LocalizationFailure($"java.io.IOException: {key.Address} is no file.");
        }

        if (key.Cache == folders.PublicCache && !await IsPublicAsync(client, key.Path, status, cancellationToken))
        {
            throw new LocalizationFailure(
                $"java.io.IOException: Resource {key.Address} is not publicly accessible and as such cannot be part of "
                + "the public cache.");
        }
    }

    // Everybody may read the file and enter all folders above it.
    static async Task<bool> IsPublicAsync(
        WebHdfsClient client, string path, HdfsFileStatus status, CancellationToken cancellationToken)
    {
        var isPublic = Allows(status, OthersRead);
        for (var end = path.LastIndexOf('/');
             isPublic && end >= 0;
             end = end == 0 ? -1 : path.LastIndexOf('/', end - 1))
        {
            var above = await client.GetStatusAsync(end == 0 ? "/" : path[..end], cancellationToken);
            isPublic = Allows(above, OthersEnter);
        }

        return isPublic;
    }

    static bool Allows(HdfsFileStatus status, int right) => ((status.Permission[^1] - '0') & right) != 0;

    static async Task DownloadAsync(
        WebHdfsClient client, string path, string file, CancellationToken cancellationToken)
    {
        await using var target = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 17);
        await client.DownloadAsync(path, target, cancellationToken: cancellationToken);
    }

    // Whose files they are; public ones are fetched by the node itself.
    string UserOf(ResourceKey key) => key.Cache == folders.PublicCache
        ? Environment.UserName
        : Path.GetRelativePath(folders.OfUser("."), key.Cache).Split(Path.DirectorySeparatorChar)[0];

    static string Iso(long milliseconds) =>
        $"{DateTimeOffset.FromUnixTimeMilliseconds(milliseconds):yyyy-MM-ddTHH:mm:ss.fff}+0000";
}
