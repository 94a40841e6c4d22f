namespace FlinkYarn.MiniYarn.WebHdfs;

/// <summary>
/// A file system in HDFS's semantics over a local folder. Not thread-safe: the NameNode's loop owns it, only the bytes
/// of an opened file are read and written outside. What HDFS has and a folder has not (leases, quotas) is absent.
/// </summary>
internal sealed partial class HdfsFolder
{
    readonly string dataRoot;
    readonly MetadataFolder metadata;
    readonly TimeProvider clock;
    long lastFileId;

    public HdfsFolder(string root, string superuser, TimeProvider clock)
    {
        dataRoot = Path.Combine(root, "data");
        this.clock = clock;
        metadata = new MetadataFolder(
            Path.Combine(root, "metadata"), new FileMetadata { Owner = superuser, Permission = "644" });
        Directory.CreateDirectory(dataRoot);
    }

    public bool Exists(HdfsPath path) => IsFile(path) || IsDirectory(path);

    public HdfsStatus Status(HdfsPath path)
    {
        var local = LocalPath(path);
        var isDirectory = Directory.Exists(local);
        if (!isDirectory && !File.Exists(local))
        {
            throw HdfsFailure.NotFound($"File does not exist: {path}");
        }

        FileSystemInfo info = isDirectory ? new DirectoryInfo(local) : new FileInfo(local);
        return new HdfsStatus
        {
            Path = path,
            IsDirectory = isDirectory,
            Length = info is FileInfo file ? file.Length : 0,
            ModificationTime = Milliseconds(info.LastWriteTimeUtc),
            AccessTime = isDirectory ? 0 : Milliseconds(info.LastAccessTimeUtc),
            ChildrenNum = isDirectory ? Directory.EnumerateFileSystemEntries(local).Count() : 0,
            Metadata = metadata.Read(path, isDirectory),
        };
    }

    /// <summary>The children of a directory in the order of their names; a file lists itself.</summary>
    public IReadOnlyList<HdfsStatus> List(HdfsPath path)
    {
        var status = Status(path);
        if (!status.IsDirectory)
        {
            return [status];
        }

        return [.. Directory.EnumerateFileSystemEntries(LocalPath(path))
            .Where(entry => File.ResolveLinkTarget(entry, returnFinalTarget: false) is null)
            .Select(entry => Path.GetFileName(entry))
            .Order(StringComparer.Ordinal)
            .Select(name => Status(path.Child(name)))];
    }

    public void MakeDirectories(HdfsPath path, string owner, string permission)
    {
        if (IsFile(path))
        {
            throw HdfsFailure.AlreadyExists($"Path is not a directory: {path}");
        }

        if (path.IsRoot || IsDirectory(path))
        {
            return;
        }

        RequireDirectoryAbove(path);
        if (!IsDirectory(path.Parent))
        {
            MakeDirectories(path.Parent, owner, "755");
        }

        Directory.CreateDirectory(LocalPath(path));
        metadata.Write(path, NewMetadata(owner, permission));
    }

    public bool Delete(HdfsPath path, bool isRecursive)
    {
        if (IsFile(path))
        {
            File.Delete(LocalPath(path));
        }
        else if (IsDirectory(path))
        {
            if (!isRecursive && Directory.EnumerateFileSystemEntries(LocalPath(path)).Any())
            {
                throw HdfsFailure.NotEmpty(path);
            }

            if (path.IsRoot)
            {
                return false;
            }

            Directory.Delete(LocalPath(path), recursive: true);
        }
        else
        {
            return false;
        }

        metadata.Delete(path);
        return true;
    }

    /// <summary>Creates the file and opens it for its bytes; it is there, empty, from now on, as in HDFS.</summary>
    public FileStream Create(HdfsPath path, FileMetadata wanted, bool isOverwriting)
    {
        if (IsDirectory(path))
        {
            throw HdfsFailure.AlreadyExists($"{path} already exists as a directory");
        }

        if (IsFile(path) && !isOverwriting)
        {
            throw HdfsFailure.AlreadyExists($"{path} for client 127.0.0.1 already exists");
        }

        RequireDirectoryAbove(path);
        MakeDirectories(path.Parent, wanted.Owner, "755");
        // HDFS replaces the inode: whoever reads the old file goes on reading the old bytes.
        File.Delete(LocalPath(path));
        var file = new FileStream(
            LocalPath(path), FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        metadata.Write(path, wanted with { FileId = NextFileId() });
        return file;
    }

    public FileStream Append(HdfsPath path)
    {
        RequireFile(path);
        return new FileStream(
            LocalPath(path), FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
    }

    public FileStream OpenRead(HdfsPath path)
    {
        RequireFile(path);
        return new FileStream(LocalPath(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <summary>Ends a write: the modification time is the time of the close (FSNamesystem.completeFile).</summary>
    public void Close(HdfsPath path)
    {
        if (IsFile(path))
        {
            File.SetLastWriteTimeUtc(LocalPath(path), Instant(clock.GetUtcNow().ToUnixTimeMilliseconds()));
        }
    }

    void RequireFile(HdfsPath path)
    {
        if (!IsFile(path))
        {
            throw HdfsFailure.NotFound(
                IsDirectory(path) ? $"Path is not a file: {path}" : $"File does not exist: {path}");
        }
    }

    void RequireDirectoryAbove(HdfsPath path)
    {
        for (var above = path.Parent; !above.IsRoot; above = above.Parent)
        {
            if (IsFile(above))
            {
                throw HdfsFailure.ParentNotDirectory(above);
            }
        }
    }

    bool IsFile(HdfsPath path) => File.Exists(LocalPath(path));

    bool IsDirectory(HdfsPath path) => Directory.Exists(LocalPath(path));

    /// <summary>
    /// Where the path lies on this machine; a symbolic link on the way could lead anywhere and is refused.
    /// </summary>
    string LocalPath(HdfsPath path)
    {
        var local = dataRoot;
        foreach (var name in path.Names)
        {
            local = Path.Combine(local, name);
            if (new FileInfo(local).LinkTarget is not null)
            {
                throw HdfsFailure.Outside(path);
            }
        }

        return local;
    }

    FileMetadata NewMetadata(string owner, string permission) =>
        new() { Owner = owner, Permission = permission, FileId = NextFileId() };

    long NextFileId() => lastFileId = Math.Max(lastFileId + 1, clock.GetUtcNow().ToUnixTimeMilliseconds() * 1000);

    static long Milliseconds(DateTime instant) => new DateTimeOffset(instant, TimeSpan.Zero).ToUnixTimeMilliseconds();

    static DateTime Instant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime;
}
