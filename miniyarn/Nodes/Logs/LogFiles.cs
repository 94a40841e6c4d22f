using FlinkYarn.Hadoop.Yarn;

namespace FlinkYarn.MiniYarn.Nodes.Logs;

/// <summary>The log files of containers, while they are on the node.</summary>
internal sealed class LogFiles(NodeFolders folders)
{
    /// <summary>By name; null when the container has no logs here.</summary>
    public IReadOnlyList<FileInfo>? List(ContainerId container)
    {
        var folder = new DirectoryInfo(folders.LogsOf(container));
        return folder.Exists
            ?
            [
                .. folder.EnumerateFiles()
                    .Where(file => file.ResolveLinkTarget(returnFinalTarget: true) is null or { Exists: true })
                    .OrderBy(file => file.Name, StringComparer.Ordinal),
            ]
            : null;
    }

    /// <summary>Bytes that opening it gives; a link's own length would be that of its path.</summary>
    public static long LengthOf(FileInfo file) =>
        file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target.Length : file.Length;

    /// <summary>Null when it is not there, or is no file directly in the container's log folder.</summary>
    public FileInfo? Find(ContainerId container, string name) =>
        List(container)?.FirstOrDefault(file => file.Name == name);

    /// <summary>The containers of an application that have logs here.</summary>
    public IEnumerable<ContainerId> Containers(YarnApplicationId application)
    {
        var folder = folders.LogsOf(application);
        string[] names = Directory.Exists(folder) ? Directory.GetDirectories(folder) : [];
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            if (ContainerId.TryParse(Path.GetFileName(name), out var container))
            {
                yield return container;
            }
        }
    }

    /// <summary>While its container may still write to it.</summary>
    public static FileStream Open(FileInfo file) =>
        file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
