namespace FlinkYarn.AppMaster.Rest;

/// <summary>
/// The files of a container's log folder. A name from outside only chooses among those that are there, so that none
/// leads elsewhere (CVE-2020-17519 was Flink's); links are not followed.
/// </summary>
sealed class LogFiles(string folder)
{
    /// <summary>In the order of their names; empty when there is no folder.</summary>
    public IReadOnlyList<FileInfo> List() => Directory.Exists(folder)
        ?
        [
            .. new DirectoryInfo(folder).EnumerateFiles()
                .Where(file => file.LinkTarget is null)
                .OrderBy(file => file.Name, StringComparer.Ordinal),
        ]
        : [];

    /// <summary>Its content, also while it is written; null when there is none of that name.</summary>
    public Stream? Open(string name)
    {
        try
        {
            return List().FirstOrDefault(file => file.Name == name)?
                .Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (FileNotFoundException)
        {
            // Rolled away between the two.
            return null;
        }
    }
}
