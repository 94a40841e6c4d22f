using System.Reflection;
using System.Runtime.Loader;

namespace FlinkYarn.TaskManager.UserCode;

/// <summary>
/// A program's own assemblies, by its deps.json. FlinkYarn.Api and the framework are ours, so that types are the same
/// on both sides; everything else, also packages that we use in another version, is the program's. Not collectible:
/// collectible code runs several times slower.
/// </summary>
sealed class ProgramLoadContext(string name, string entryAssembly) : AssemblyLoadContext(name, isCollectible: false)
{
    // The framework's own keys; packages of Microsoft's that are no part of it have other ones, or are not ours.
    static readonly HashSet<string> FrameworkKeys =
        ["b03f5f7f11d50a3a", "b77a5c561934e089", "cc7b13ffcd2ddd51", "7cec85d7bea7798e"];

    static readonly Dictionary<string, string> Ours = OurAssemblies();

    readonly AssemblyDependencyResolver resolver = new(entryAssembly);

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

    static bool IsOurs(AssemblyName assemblyName)
    {
        if (assemblyName.Name is not { } simpleName || !Ours.ContainsKey(simpleName))
        {
            return false;
        }

        return simpleName.StartsWith("FlinkYarn.", StringComparison.Ordinal)
            || (assemblyName.GetPublicKeyToken() is { Length: > 0 } key
                && FrameworkKeys.Contains(Convert.ToHexStringLower(key)));
    }

    static Dictionary<string, string> OurAssemblies()
    {
        var trusted = (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "";
        return trusted.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .DistinctBy(Path.GetFileNameWithoutExtension)
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.Ordinal);
    }
}
