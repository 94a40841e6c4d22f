using System.Reflection;

namespace FlinkYarn.Api.Closures;

/// <summary>Static methods of the framework that may be given as functions: <c>Map(int.Parse)</c>.</summary>
static class FrameworkMethods
{
    static readonly HashSet<Type> Types =
    [
        typeof(string), typeof(char), typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort),
        typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(float), typeof(double), typeof(decimal),
        typeof(Math), typeof(MathF), typeof(Convert), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset),
        typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly),
    ];

    public static bool IsKnown(MethodInfo method) =>
        method is { IsStatic: true, IsPublic: true, IsGenericMethod: false } && Types.Contains(method.DeclaringType!);

    /// <summary>The method of a known type by name and parameters.</summary>
    public static MethodInfo Find(Type type, string name, Type[] parameters)
    {
        if (!Types.Contains(type))
        {
            throw new ClosureFormatException($"Methods of {type} are not found by name.");
        }

        return type.GetMethod(name, BindingFlags.Static | BindingFlags.Public, parameters)
            ?? throw new ClosureFormatException($"{type} has no method {name} with {parameters.Length} such parameters.");
    }
}
