using System.Reflection;
using FlinkYarn.Api.Types;

namespace FlinkYarn.Api.Closures;

/// <summary>What may travel with a function, and the remedy for what may not.</summary>
static class TravelRules
{
    const string MakeItThere =
        "it belongs to this process; create it inside the function, or in a static field of the program.";

    /// <summary>Types that people capture by accident, with what to do instead.</summary>
    static readonly (Func<Type, bool> Is, string Remedy)[] Accidents =
    [
        (type => type == typeof(StreamExecutionEnvironment) || IsStream(type),
            "streams exist in main() only; use Union, Connect or a second operator instead."),
        (type => typeof(Task).IsAssignableFrom(type), "it is work in progress; wait for it in main() and capture its result."),
        (type => type == typeof(CancellationToken) || typeof(CancellationTokenSource).IsAssignableFrom(type), MakeItThere),
        (type => type.IsPointer || type == typeof(nint) || type == typeof(nuint), "addresses mean nothing elsewhere."),
        (type => typeof(MemberInfo).IsAssignableFrom(type) || typeof(Assembly).IsAssignableFrom(type),
            "capture the value that you read through it."),
        (type => type.Name.StartsWith("ThreadLocal", StringComparison.Ordinal), MakeItThere),
    ];

    /// <summary>Null when the value may travel.</summary>
    public static string? Refusal(object value)
    {
        var type = value.GetType();
        foreach (var (applies, remedy) in Accidents)
        {
            if (applies(type))
            {
                return remedy;
            }
        }

        return value switch
        {
            Array { Rank: > 1 } => "it has several dimensions; use an array of arrays.",
            Array => null,
            Delegate { HasSingleTarget: false } => "it joins several functions; combine them in one lambda.",
            Delegate function => MethodRefusal(function.Method),
            _ when KnownCollections.Contains(type) || KnownCollections.ComparerPlace(value) >= 0 => null,
            _ when FrameworkTypes.IsFramework(type) && !FrameworkTypes.IsPlainData(type) => MakeItThere,
            _ when type.Assembly.IsDynamic => "it was made at run time; use a type of the program.",
            _ => null,
        };
    }

    /// <summary>Whether a type is one of the operators' own, whose fields no author has named.</summary>
    public static bool IsOurs(Type type) => type.Assembly == typeof(TravelRules).Assembly;

    static string? MethodRefusal(MethodInfo method)
    {
        if (method.DeclaringType is null || method.Module.Assembly.IsDynamic)
        {
            return "it was compiled at run time; use a lambda.";
        }

        return FrameworkTypes.IsFramework(method.DeclaringType) && !FrameworkMethods.IsKnown(method)
            ? $"the method {TypeNames.Of(method.DeclaringType)}.{method.Name} is not one that is found by name; "
                + "call it in a lambda: x => …"
            : null;
    }

    static bool IsStream(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is var definition
        && (definition == typeof(DataStream<>) || definition == typeof(KeyedStream<,>));
}
