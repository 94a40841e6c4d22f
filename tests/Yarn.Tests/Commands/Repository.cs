using System.Runtime.CompilerServices;

namespace FlinkYarn.Yarn.Tests.Commands;

/// <summary>Where the repository lies.</summary>
static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

    static string Here([CallerFilePath] string file = "") => file;
}
