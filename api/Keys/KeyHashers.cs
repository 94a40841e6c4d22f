using FlinkYarn.Api.Types;

namespace FlinkYarn.Api.Keys;

/// <summary>Finds the stable hash of a type of keys, once a process.</summary>
static class KeyHashers
{
    static readonly Dictionary<Type, object> Known = new()
    {
        [typeof(string)] = new StringKeyHasher(),
        [typeof(int)] = new Int32KeyHasher(),
        [typeof(long)] = new Int64KeyHasher(),
    };

    /// <summary>The hasher of <typeparamref name="TKey"/>.</summary>
    /// <exception cref="InvalidKeyTypeException">The type has no equality by value, or cannot be written.</exception>
    public static IKeyHasher<TKey> For<TKey>()
        where TKey : notnull => Cache<TKey>.Hasher.Value;

    static IKeyHasher<TKey> Create<TKey>()
        where TKey : notnull
    {
        if (Known.TryGetValue(typeof(TKey), out var known))
        {
            return (IKeyHasher<TKey>)known;
        }

        return Refusal(typeof(TKey)) is { } reason
            ? throw new InvalidKeyTypeException(typeof(TKey), reason)
            : new SerializedKeyHasher<TKey>(TypeSerializers.For<TKey>());
    }

    static string? Refusal(Type type)
    {
        if (type.IsArray)
        {
            return "arrays are equal only to themselves; use a tuple, a record or a string";
        }

        if (type == typeof(object) || type.IsInterface)
        {
            return "it does not say which type its values have; use a concrete type";
        }

        var equality = type.GetMethod(nameof(Equals), [typeof(object)])!.DeclaringType;
        return !type.IsValueType && equality == typeof(object)
            ? "it has no equality by value; make it a record, or override Equals and GetHashCode"
            : null;
    }

    static class Cache<TKey>
        where TKey : notnull
    {
        public static readonly Lazy<IKeyHasher<TKey>> Hasher = new(Create<TKey>);
    }
}
