using System.Runtime.CompilerServices;

namespace FlinkYarn.Architecture.Tests;

/// <summary>The repository's own files as text.</summary>
static class SourceTree
{
    public static readonly string[] Rooms =
        ["api", "hadoop", "runtime", "client", "appmaster", "taskmanager", "local", "container", "miniyarn"];

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    public static IEnumerable<SourceFile> Files(params string[] folders) =>
        from folder in folders
        from path in Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        orderby path
        select new SourceFile(Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllLines(path));

    static string Here([CallerFilePath] string file = "") => file;
}

/// <summary>One file, its path relative to the repository.</summary>
sealed record SourceFile(string Path, string[] Lines)
{
    public string Text { get; } = string.Join('\n', Lines);

    /// <summary>Lines that are not comments.</summary>
    public IEnumerable<string> Code =>
        Lines.Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal));
}
