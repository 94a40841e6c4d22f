namespace FlinkYarn.MiniYarn.WebHdfs;

/// <content>Renames and the attributes of a path.</content>
internal sealed partial class HdfsFolder
{
    /// <summary>
    /// The old rename (FSDirRenameOp.renameTo, deprecated): false instead of an exception; into a directory that
    /// exists.
    /// </summary>
    public bool Rename(HdfsPath source, HdfsPath target)
    {
        if (source.IsRoot || !Exists(source))
        {
            return false;
        }

        var final = IsDirectory(target) ? target.Child(source.Name) : target;
        if (final.Equals(source))
        {
            return IsFile(source);
        }

        if (Exists(final) || final.IsUnder(source) || !IsDirectory(final.Parent))
        {
            return false;
        }

        Move(source, final);
        return true;
    }

    /// <summary>
    /// The rename with options (FSDirRenameOp.renameTo): atomic, says what is wrong, may replace a file.
    /// </summary>
    public void Rename(HdfsPath source, HdfsPath target, bool isOverwriting)
    {
        if (!Exists(source))
        {
            throw HdfsFailure.NotFound($"rename source {source} is not found.");
        }

        if (source.Equals(target))
        {
            throw HdfsFailure.AlreadyExists($"The source {source} and destination {target} are the same");
        }

        if (source.IsRoot || target.IsRoot || target.IsUnder(source))
        {
            throw HdfsFailure.Io($"Rename destination {target} is a directory or file under source {source}");
        }

        if (!IsDirectory(target.Parent))
        {
            throw HdfsFailure.NotFound($"rename destination parent {target} not found.");
        }

        if (Exists(target))
        {
            RequireReplaceable(source, target, isOverwriting);
        }

        Move(source, target);
    }

    public void SetPermission(HdfsPath path, string permission) =>
        Change(path, old => old with { Permission = permission });

    public void SetOwner(HdfsPath path, string owner, string group) => Change(path, old => old with
    {
        Owner = owner.Length == 0 ? old.Owner : owner,
        Group = group.Length == 0 ? old.Group : group,
    });

    /// <summary>Only files have replicas.</summary>
    public bool SetReplication(HdfsPath path, int replication)
    {
        if (Status(path).IsDirectory)
        {
            return false;
        }

        Change(path, old => old with { Replication = replication });
        return true;
    }

    /// <summary>Sets the times that are not −1.</summary>
    public void SetTimes(HdfsPath path, long modificationTime, long accessTime)
    {
        FileSystemInfo info = Status(path).IsDirectory
            ? new DirectoryInfo(LocalPath(path))
            : new FileInfo(LocalPath(path));
        if (modificationTime != -1)
        {
            info.LastWriteTimeUtc = Instant(modificationTime);
        }

        if (accessTime != -1)
        {
            info.LastAccessTimeUtc = Instant(accessTime);
        }
    }

    public ContentSummary Summarize(HdfsPath path)
    {
        var status = Status(path);
        if (!status.IsDirectory)
        {
            return new ContentSummary(0, 1, status.Length, status.Length * status.Metadata.Replication);
        }

        return List(path).Aggregate(
            new ContentSummary(1, 0, 0, 0), (sum, child) => sum.Add(Summarize(child.Path)));
    }

    void RequireReplaceable(HdfsPath source, HdfsPath target, bool isOverwriting)
    {
        if (!isOverwriting)
        {
            throw HdfsFailure.AlreadyExists($"rename destination {target} already exists");
        }

        if (IsDirectory(source) != IsDirectory(target))
        {
            throw HdfsFailure.Io(
                $"Source {source} and destination {target} must both be of the same kind (file or directory)");
        }

        if (IsDirectory(target))
        {
            if (Directory.EnumerateFileSystemEntries(LocalPath(target)).Any())
            {
                throw HdfsFailure.Io($"rename destination directory is not empty: {target}");
            }

            Directory.Delete(LocalPath(target));
        }
    }

    void Move(HdfsPath source, HdfsPath target)
    {
        if (IsDirectory(source))
        {
            Directory.Move(LocalPath(source), LocalPath(target));
        }
        else
        {
            File.Move(LocalPath(source), LocalPath(target), overwrite: true);
        }

        metadata.Rename(source, target);
    }

    void Change(HdfsPath path, Func<FileMetadata, FileMetadata> change) =>
        metadata.Write(path, change(Status(path).Metadata));
}
