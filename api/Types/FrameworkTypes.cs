using System.Reflection;
using System.Runtime.CompilerServices;

namespace FlinkYarn.Api.Types;

/// <summary>Tells the framework's own types from the program's.</summary>
static class FrameworkTypes
{
    static readonly string[] Prefixes = ["System.", "Microsoft.", "mscorlib", "netstandard", "WindowsBase"];

    public static bool IsFramework(Type type) => IsFramework(type.Assembly);

    public static bool IsFramework(Assembly assembly)
    {
        var name = assembly.GetName().Name!;
        return name == "System" || Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
    }

    /// <summary>Framework types that are no more than their fields.</summary>
    public static bool IsPlainData(Type type) =>
        typeof(ITuple).IsAssignableFrom(type)
        || type == typeof(Version) || type == typeof(Index) || type == typeof(Range)
        || (type.IsGenericType && type.GetGenericTypeDefinition() is { } definition
            && (definition == typeof(KeyValuePair<,>) || definition == typeof(StrongBox<>)));
}
