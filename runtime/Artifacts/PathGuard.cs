namespace FlinkYarn.Runtime.Artifacts;

/// <summary>
/// Holds the names in an archive to one folder (CWE-22, "zip slip"): each must be relative, without <c>..</c>, and new.
/// </summary>
sealed class PathGuard(string root)
{
    const int LongestName = 1024;
    const int LongestPart = 255;

    readonly HashSet<string> files = new(StringComparer.Ordinal);
    readonly HashSet<string> folders = new(StringComparer.Ordinal);

    /// <summary>The place of a folder's entry.</summary>
    public string Folder(string name)
    {
        var parts = Split(name);
        AddFolders(name, parts, parts.Length);
        return Resolve(name, parts);
    }

    /// <summary>The place of a file's entry.</summary>
    public string File(string name)
    {
        var parts = Split(name);
        if (parts.Length == 0)
        {
            throw Refuse(name, "it names no file");
        }

        AddFolders(name, parts, parts.Length - 1);
        var path = string.Join('/', parts);
        if (folders.Contains(path) || !files.Add(path))
        {
            throw Refuse(name, "the name is there twice");
        }

        return Resolve(name, parts);
    }

    static string[] Split(string name)
    {
        if (name.Length is 0 or > LongestName)
        {
            throw Refuse(name, $"a name has 1 to {LongestName} letters");
        }

        if (name.AsSpan().IndexOfAny('\0', '\\') >= 0 || name.Any(char.IsControl))
        {
            throw Refuse(name, "backslashes and control characters are not allowed");
        }

        if (name[0] == '/' || (name.Length > 1 && name[1] == ':'))
        {
            throw Refuse(name, "the name must be relative");
        }

        var parts = name.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToArray();
        return parts.Any(part => part == "..") ? throw Refuse(name, "the name leads out of the archive")
            : parts.Any(part => part.Length > LongestPart) ? throw Refuse(name, "a part of the name is too long")
            : parts;
    }

    void AddFolders(string name, string[] parts, int count)
    {
        for (var end = 1; end <= count; end++)
        {
            var folder = string.Join('/', parts[..end]);
            if (files.Contains(folder))
            {
                throw Refuse(name, $"'{folder}' is a file and a folder");
            }

            folders.Add(folder);
        }
    }

    // The last word has the operating system's own idea of the path; the separator keeps out 'job-evil' beside 'job'.
    string Resolve(string name, string[] parts)
    {
        var path = Path.GetFullPath(Path.Combine([root, .. parts]));
        return path == Path.GetFullPath(root)
            || path.StartsWith(Path.GetFullPath(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
                ? path
                : throw Refuse(name, "the name leads out of the archive");
    }

    static UnsafeArchiveException Refuse(string name, string why) =>
        new($"The archive is refused: '{Shorten(name)}': {why}.");

    static string Shorten(string name) => name.Length > 80 ? name[..80] + "…" : name;
}
