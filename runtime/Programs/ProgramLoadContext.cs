using System.Reflection;
using System.Runtime.Loader;

namespace FlinkYarn.Runtime.Programs;

/// <summary>
/// A program's own assemblies, in the versions it was published with. What FlinkYarn itself is and the framework come
/// from this process, so that both sides speak of the same types; everything else, also packages that we use in another
/// version, is the program's. Not collectible: collectible code runs several times slower.
/// </summary>
sealed class ProgramLoadContext(string name, FileInfo entryAssembly)
    : AssemblyLoadContext(name, isCollectible: false)
{
    // Not by the prefix: a program's own FlinkYarn.Something is the program's.
    static readonly HashSet<string> Parts = new(StringComparer.OrdinalIgnoreCase)
    {
        "FlinkYarn.Api", "FlinkYarn.Hadoop", "FlinkYarn.Runtime", "FlinkYarn.AppMaster", "FlinkYarn.TaskManager",
        "FlinkYarn.Local",
    };

    // The framework's own keys; packages of Microsoft's that are no part of it have other ones, or are not ours.
    static readonly HashSet<string> FrameworkKeys =
        ["b03f5f7f11d50a3a", "b77a5c561934e089", "cc7b13ffcd2ddd51", "7cec85d7bea7798e"];

    static readonly HashSet<string> Trusted = TrustedAssemblies();

    // Without a .deps.json it takes what lies beside the entry assembly.
    readonly AssemblyDependencyResolver resolver = new(entryAssembly.FullName);

    /// <summary>Whether a file or assembly is a part of FlinkYarn that a program may reference.</summary>
    public static bool IsPart(string name) =>
        Parts.Contains(name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name);

    public Assembly LoadEntry() => LoadFromAssemblyPath(entryAssembly.FullName);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (IsOurs(assemblyName))
        {
            return Default.LoadFromAssemblyName(new AssemblyName(assemblyName.Name!));
        }

        return resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    static bool IsOurs(AssemblyName assemblyName) =>
        assemblyName.Name is { } simpleName && (Parts.Contains(simpleName)
            || (Trusted.Contains(simpleName) && assemblyName.GetPublicKeyToken() is { Length: > 0 } key
                && FrameworkKeys.Contains(Convert.ToHexStringLower(key))));

    static HashSet<string> TrustedAssemblies()
    {
        var trusted = (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "";
        return trusted.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(path => Path.GetFileNameWithoutExtension(path)).ToHashSet(StringComparer.Ordinal);
    }
}
