using System.Text.Json;

namespace FlinkYarn.MiniYarn.WebHdfs;

/// <summary>
/// Keeps <see cref="FileMetadata"/> in a tree beside the data: path /a/b has folder `+a/+b` with one file
/// `metadata.json`,
/// so that renaming or deleting a path moves or deletes one folder.
/// </summary>
internal sealed class MetadataFolder(string root, FileMetadata ofUnknownFiles)
{
    const string FileName = "metadata.json";

    public FileMetadata Read(HdfsPath path, bool isDirectory)
    {
        var file = Path.Combine(FolderOf(path), FileName);
        if (File.Exists(file))
        {
            return JsonSerializer.Deserialize<FileMetadata>(File.ReadAllBytes(file))
                ?? throw new InvalidDataException($"{file} holds no metadata; delete it to fall back to the defaults.");
        }

        return isDirectory ? ofUnknownFiles with { Permission = "755" } : ofUnknownFiles;
    }

    public void Write(HdfsPath path, FileMetadata metadata)
    {
        var folder = FolderOf(path);
        Directory.CreateDirectory(folder);
        var aside = Path.Combine(folder, FileName + ".new");
        File.WriteAllBytes(aside, JsonSerializer.SerializeToUtf8Bytes(metadata));
        File.Move(aside, Path.Combine(folder, FileName), overwrite: true);
    }

    public void Rename(HdfsPath from, HdfsPath to)
    {
        Delete(to);
        if (Directory.Exists(FolderOf(from)))
        {
            Directory.CreateDirectory(FolderOf(to.Parent));
            Directory.Move(FolderOf(from), FolderOf(to));
        }
    }

    public void Delete(HdfsPath path)
    {
        var folder = FolderOf(path);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    string FolderOf(HdfsPath path) => Path.Combine([root, .. path.Names.Select(name => "+" + name)]);
}
