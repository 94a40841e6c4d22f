namespace FlinkYarn.Runtime.FileSystems;

/// <summary>
/// The file operations that staging, sources, sinks and checkpoints need; one implementation a scheme. Paths are whole
/// URIs. Thread-safe. Failures are <see cref="IOException"/>s that name the path.
/// </summary>
interface IFileSystem
{
    /// <summary><c>file</c>, <c>hdfs</c>, …</summary>
    string Scheme { get; }

    /// <summary>Null when there is nothing at the path.</summary>
    Task<FileStatus?> GetStatusAsync(Uri path, CancellationToken cancellationToken);

    /// <summary>The entries of a folder, by name; a <see cref="DirectoryNotFoundException"/> when there is none.</summary>
    Task<IReadOnlyList<FileStatus>> ListAsync(Uri directory, CancellationToken cancellationToken);

    /// <summary>Reads from an offset, at most <paramref name="length"/> bytes when given. Not seekable.</summary>
    Task<Stream> OpenReadAsync(Uri path, long offset, long? length, CancellationToken cancellationToken);

    /// <summary>Writes a file, its folders made; it is complete when the stream has been disposed asynchronously.</summary>
    Task<Stream> CreateAsync(Uri path, FileCreation creation, CancellationToken cancellationToken);

    /// <summary>Moves a file or folder atomically; false when the source is missing or the target is there.</summary>
    Task<bool> RenameAsync(Uri source, Uri target, CancellationToken cancellationToken);

    /// <summary>False when there was nothing.</summary>
    Task<bool> DeleteAsync(Uri path, bool recursive, CancellationToken cancellationToken);

    /// <summary>Makes a folder and its parents; no error when it is there.</summary>
    Task CreateDirectoryAsync(Uri directory, UnixFileMode mode, CancellationToken cancellationToken);
}

/// <summary>What is known of a file or folder.</summary>
/// <param name="Path">Whole URI.</param>
/// <param name="Length">Bytes; 0 for a folder.</param>
/// <param name="BlockSize">Bytes a split of it should have; 0 when the file system has no opinion.</param>
/// <param name="ModificationTime">As the file system tells it, to the millisecond.</param>
/// <param name="Mode">Permissions.</param>
sealed record FileStatus(
    Uri Path, bool IsDirectory, long Length, long BlockSize, DateTimeOffset ModificationTime, UnixFileMode Mode)
{
    /// <summary>Last part of the path, decoded.</summary>
    public string Name => Uri.UnescapeDataString(Path.Segments[^1].TrimEnd('/'));
}

/// <summary>How a file is made.</summary>
sealed record FileCreation
{
    /// <summary>Whether an existing file is replaced; otherwise it is an <see cref="IOException"/>.</summary>
    public bool Overwrite { get; init; }

    public UnixFileMode Mode { get; init; } =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Copies kept by the file system; null for its default.</summary>
    public short? Replication { get; init; }
}
