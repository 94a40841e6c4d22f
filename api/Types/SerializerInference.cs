using System.Numerics;
using System.Reflection;
using FlinkYarn.Api.Types.Builtin;

namespace FlinkYarn.Api.Types;

/// <summary>
/// Builds the serializer of one type and of all it contains, gathering every reason why it cannot.
/// </summary>
sealed class SerializerInference
{
    static readonly Dictionary<Type, object> Known = new()
    {
        [typeof(bool)] = new BooleanSerializer(),
        [typeof(string)] = new StringSerializer(),
        [typeof(decimal)] = new DecimalSerializer(),
        [typeof(DateTime)] = new DateTimeSerializer(),
        [typeof(DateTimeOffset)] = new DateTimeOffsetSerializer(),
        [typeof(DateOnly)] = new DateOnlySerializer(),
        [typeof(TimeOnly)] = new TimeOnlySerializer(),
        [typeof(BigInteger)] = new BigIntegerSerializer(),
        [typeof(Uri)] = new UriSerializer(),
        [typeof(byte[])] = new ByteArraySerializer(),
    };

    static readonly HashSet<Type> Raw =
    [
        typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long),
        typeof(ulong), typeof(Int128), typeof(UInt128), typeof(Half), typeof(float), typeof(double), typeof(char),
        typeof(Guid), typeof(TimeSpan),
    ];

    static readonly Dictionary<Type, Type> Generic = new()
    {
        [typeof(Nullable<>)] = typeof(NullableSerializer<>),
        [typeof(List<>)] = typeof(ListSerializer<>),
        [typeof(HashSet<>)] = typeof(HashSetSerializer<>),
        [typeof(Dictionary<,>)] = typeof(DictionarySerializer<,>),
        [typeof(IReadOnlyList<>)] = typeof(ReadOnlyListSerializer<>),
    };

    readonly List<string> problems = [];
    readonly Dictionary<Type, object> inProgress = [];

    public TypeSerializer<T> Infer<T>()
    {
        var serializer = Infer(typeof(T), "");
        return problems.Count == 0
            ? (TypeSerializer<T>)serializer!
            : throw new UnserializableTypeException(typeof(T), problems);
    }

    /// <summary>Every reason why values of a type cannot be written.</summary>
    public IReadOnlyList<string> ProblemsOf(Type type)
    {
        Infer(type, "");
        return problems;
    }

    /// <summary>Null when the type was refused; the reasons are among the problems.</summary>
    object? Infer(Type type, string path)
    {
        if (Known.TryGetValue(type, out var known))
        {
            return known;
        }

        if (Raw.Contains(type) || type.IsEnum)
        {
            return Make(typeof(RawSerializer<>), [type]);
        }

        if (type.IsSZArray)
        {
            return InferParts(typeof(ArraySerializer<>), [type.GetElementType()!], path + "[]");
        }

        if (type.IsGenericType && Generic.TryGetValue(type.GetGenericTypeDefinition(), out var serializer))
        {
            return InferParts(serializer, type.GetGenericArguments(), $"{path}<>");
        }

        return Refusal(type) is { } reason ? Refuse(path, type, reason) : InferObject(type, path);
    }

    object? InferParts(Type serializer, Type[] arguments, string path)
    {
        var parts = arguments.Select(argument => Infer(argument, path)).ToArray();
        return parts.Contains(null) ? null : Make(serializer, arguments, parts!);
    }

    object? InferObject(Type type, string path)
    {
        if (inProgress.TryGetValue(type, out var recursive))
        {
            return recursive;
        }

        var later = inProgress[type] = Make(typeof(RecursiveSerializer<>), [type]);
        var fields = SerializedFields.Of(type);
        var parts = fields.Select(field => Infer(field.Type, $"{path}.{field.Name}".TrimStart('.'))).ToArray();
        inProgress.Remove(type);
        if (parts.Contains(null))
        {
            return null;
        }

        var made = Make(typeof(ObjectSerializer<>), [type], fields, parts);
        ((IRecursiveSerializer)later).Complete(made);
        return made;
    }

    object? Refuse(string path, Type type, string reason)
    {
        var where = path.Length == 0 ? "" : $"'{path}': ";
        problems.Add($"{where}{TypeNames.Of(type)} {reason}.");
        return null;
    }

    static string? Refusal(Type type)
    {
        if (type.IsPointer || type.IsByRef || type.IsByRefLike || type == typeof(nint) || type == typeof(nuint))
        {
            return "is an address in this process; keep what it points to";
        }

        if (type.IsInterface || type.IsAbstract || type == typeof(object))
        {
            return "does not say which type its values have; use a concrete type";
        }

        if (type.IsArray)
        {
            return "has several dimensions; use an array of arrays";
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return "is a function; rows carry data only";
        }

        return FrameworkTypes.IsFramework(type) && !FrameworkTypes.IsPlainData(type)
            ? "is not among the framework's types that can travel; map it to numbers, strings or a record"
            : null;
    }

    static object Make(Type definition, Type[] arguments, params object?[] constructor) =>
        Activator.CreateInstance(
            definition.MakeGenericType(arguments),
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, constructor, null)!;
}
