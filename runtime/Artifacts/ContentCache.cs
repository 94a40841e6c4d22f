using FlinkYarn.Runtime.FileSystems;

namespace FlinkYarn.Runtime.Artifacts;

/// <summary>
/// Files on the shared file system under the hash of their content, so that each is uploaded once and for all
/// applications. An upload has a name of its own until it is complete; of two clients at once the first rename wins.
/// </summary>
/// <param name="fileSystem">Has the cache.</param>
/// <param name="root">Folder of the cache.</param>
/// <param name="replication">Copies of each file; null for the file system's default.</param>
sealed class ContentCache(IFileSystem fileSystem, Uri root, short? replication)
{
    const UnixFileMode PrivateFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Where content is, or will be.</summary>
    public Uri PlaceOf(string sha256, string name) => root.Child(sha256).Child(name);

    /// <summary>The file as it is there already; null when it is not, or is damaged.</summary>
    /// <param name="sha256">Hash of the content.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="length">Bytes that it must have; null when only packing it would tell.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<FileStatus?> FindAsync(
        string sha256, string name, long? length, CancellationToken cancellationToken) =>
        await fileSystem.GetStatusAsync(PlaceOf(sha256, name), cancellationToken) is { IsDirectory: false } found
        && (length is null ? found.Length > 0 : found.Length == length) ? found : null;

    /// <summary>Makes sure that the content is there, uploading it only when it is not.</summary>
    public async Task<FileStatus> PutAsync(
        string sha256, FileInfo content, string name, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        if (await FindAsync(sha256, name, content.Length, cancellationToken) is { } present)
        {
            return present;
        }

        var place = PlaceOf(sha256, name);
        var temporary = root.Child(sha256).Child($".{name}.{Path.GetRandomFileName()}");
        await fileSystem.CreateDirectoryAsync(root.Child(sha256), PrivateFolder, cancellationToken);
        try
        {
            await new FileUpload(fileSystem, replication).UploadAsync(content, temporary, progress, cancellationToken);
            await MoveAsync(temporary, place, content.Length, cancellationToken);
        }
        finally
        {
            // There only when something failed or another client was first; a cancelled upload is cleared too.
            await fileSystem.DeleteAsync(temporary, false, CancellationToken.None);
        }

        return await FindAsync(sha256, name, content.Length, cancellationToken)
            ?? throw new IOException(
                $"{place} was uploaded and is not there with {content.Length} bytes; is it deleted by somebody?");
    }

    async Task MoveAsync(Uri temporary, Uri place, long length, CancellationToken cancellationToken)
    {
        if (await fileSystem.RenameAsync(temporary, place, cancellationToken))
        {
            return;
        }

        // Somebody was first. A file of another length is what a broken file system left; it gives way.
        if (await fileSystem.GetStatusAsync(place, cancellationToken) is { } there && there.Length != length)
        {
            await fileSystem.DeleteAsync(place, true, cancellationToken);
            await fileSystem.RenameAsync(temporary, place, cancellationToken);
        }
    }
}
