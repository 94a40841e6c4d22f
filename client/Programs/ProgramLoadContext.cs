using System.Reflection;
using System.Runtime.Loader;

namespace FlinkYarn.Client.Programs;

/// <summary>
/// Loads a program with its own dependencies, in the versions it was published with; what FlinkYarn itself is comes from
/// the client, so that both speak of the same types.
/// </summary>
sealed class ProgramLoadContext(FileInfo entryAssembly)
    : AssemblyLoadContext(entryAssembly.Name, isCollectible: false)
{
    static readonly string[] Ours =
    [
        "FlinkYarn.Api", "FlinkYarn.Hadoop", "FlinkYarn.Runtime", "FlinkYarn.AppMaster", "FlinkYarn.TaskManager",
        "FlinkYarn.Local",
    ];

    readonly AssemblyDependencyResolver dependencies = new(entryAssembly.FullName);

    /// <summary>Whether a file or assembly is a part of FlinkYarn that a program references.</summary>
    public static bool IsOurs(string name) => Ours.Contains(
        name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name, StringComparer.OrdinalIgnoreCase);

    public Assembly LoadEntry() => LoadFromAssemblyPath(entryAssembly.FullName);

    // Null leaves the search to the default context.
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (IsOurs(assemblyName.Name!))
        {
            return null;
        }

        var path = dependencies.ResolveAssemblyToPath(assemblyName) ?? Beside(assemblyName.Name + ".dll");
        return path is null || IsOfRuntime(assemblyName) ? null : LoadFromAssemblyPath(path);
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        dependencies.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    // A program without .deps.json is what lies in its folder.
    string? Beside(string file)
    {
        var path = Path.Combine(entryAssembly.DirectoryName!, file);
        return File.Exists(path) ? path : null;
    }

    // A self-contained publish brings the runtime's own assemblies; two of them in one process would be two worlds.
    static bool IsOfRuntime(AssemblyName name) => File.Exists(Path.Combine(RuntimeFolder, name.Name + ".dll"));

    static string RuntimeFolder { get; } = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
}
