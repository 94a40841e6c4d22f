namespace FlinkYarn.Runtime.FileSystems;

/// <summary>The machine's own files.</summary>
sealed class LocalFileSystem : IFileSystem
{
    const long SplitSize = 32L << 20;

    public string Scheme => Uri.UriSchemeFile;

    public Task<FileStatus?> GetStatusAsync(Uri path, CancellationToken cancellationToken)
    {
        var name = PathOf(path);
        return Task.FromResult(
            File.Exists(name) ? Convert(new FileInfo(name))
            : Directory.Exists(name) ? Convert(new DirectoryInfo(name))
            : null);
    }

    public Task<IReadOnlyList<FileStatus>> ListAsync(Uri directory, CancellationToken cancellationToken)
    {
        IReadOnlyList<FileStatus> entries =
        [
            .. new DirectoryInfo(PathOf(directory)).EnumerateFileSystemInfos()
                .OrderBy(entry => entry.Name, StringComparer.Ordinal).Select(Convert),
        ];
        return Task.FromResult(entries);
    }

    public Task<Stream> OpenReadAsync(Uri path, long offset, long? length, CancellationToken cancellationToken)
    {
        var file = new FileStream(PathOf(path), new FileStreamOptions
        {
            Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
        });
        file.Position = offset;
        return Task.FromResult<Stream>(length is { } count ? new BoundedReadStream(file, count) : file);
    }

    public Task<Stream> CreateAsync(Uri path, FileCreation creation, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        var options = new FileStreamOptions
        {
            Mode = creation.Overwrite ? FileMode.Create : FileMode.CreateNew,
            Access = FileAccess.Write,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = creation.Mode;
        }

        return Task.FromResult<Stream>(new FileStream(PathOf(path), options));
    }

    public Task<bool> RenameAsync(Uri source, Uri target, CancellationToken cancellationToken)
    {
        var (from, to) = (PathOf(source), PathOf(target));
        if (Path.Exists(to) || !Path.Exists(from))
        {
            return Task.FromResult(false);
        }

        Directory.Move(from, to);
        return Task.FromResult(true);
    }

    public Task<bool> DeleteAsync(Uri path, bool recursive, CancellationToken cancellationToken)
    {
        var name = PathOf(path);
        var isThere = Path.Exists(name);
        if (Directory.Exists(name))
        {
            Directory.Delete(name, recursive);
        }
        else
        {
            File.Delete(name);
        }

        return Task.FromResult(isThere);
    }

    public Task CreateDirectoryAsync(Uri directory, UnixFileMode mode, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(PathOf(directory));
        }
        else
        {
            Directory.CreateDirectory(PathOf(directory), mode);
        }

        return Task.CompletedTask;
    }

    static string PathOf(Uri path) => path.DecodedPath;

    static FileStatus Convert(FileSystemInfo entry) => new(
        new Uri(Uri.UriSchemeFile + "://" + string.Join('/', entry.FullName.Split('/').Select(Uri.EscapeDataString))),
        entry is DirectoryInfo, entry is FileInfo file ? file.Length : 0, entry is FileInfo ? SplitSize : 0,
        entry.LastWriteTimeUtc, entry.UnixFileMode);
}
