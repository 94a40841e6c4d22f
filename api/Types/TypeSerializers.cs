namespace FlinkYarn.Api.Types;

/// <summary>Finds the serializer of a type: built in, or compiled from the type's fields, once a process.</summary>
public static class TypeSerializers
{
    /// <summary>The serializer of <typeparamref name="T"/>.</summary>
    /// <typeparam name="T">
    /// Numbers, strings, dates, enums, nullables, arrays, lists, sets, dictionaries, tuples, and records, classes and
    /// structs made of such. A class is written with exactly its declared type.
    /// </typeparam>
    /// <exception cref="UnserializableTypeException">The type, or something in it, cannot travel; all of it is named.</exception>
    public static TypeSerializer<T> For<T>() => Cache<T>.Serializer.Value;

    /// <summary>Why values of a type cannot be written; empty when they can.</summary>
    internal static IReadOnlyList<string> Problems(Type type) => new SerializerInference().ProblemsOf(type);

    // One attempt a type; a refusal is thrown again at each call.
    static class Cache<T>
    {
        public static readonly Lazy<TypeSerializer<T>> Serializer = new(() => new SerializerInference().Infer<T>());
    }
}
