namespace FlinkYarn.MiniYarn.Nodes.Localization;

/// <summary>
/// What may be done with localized files (FSDownload.changePermissions): read and run, never written; executables need
/// no mark in their archive.
/// </summary>
internal static class ResourcePermissions
{
    const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserExecute;
    const UnixFileMode OwnFolder = OwnFile | UnixFileMode.UserWrite;

    const UnixFileMode Everybody = UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead
        | UnixFileMode.OtherExecute;

    public static void Apply(string path, bool isPublic)
    {
        var others = isPublic ? Everybody : UnixFileMode.None;
        if (!Directory.Exists(path))
        {
            File.SetUnixFileMode(path, OwnFile | others);
            return;
        }

        foreach (var entry in new DirectoryInfo(path).EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
        {
            // A link has no rights of its own, and its target is in the archive or not ours.
            if (entry.LinkTarget is null)
            {
                entry.UnixFileMode = (entry is DirectoryInfo ? OwnFolder : OwnFile) | others;
            }
        }

        File.SetUnixFileMode(path, OwnFolder | others);
    }
}
