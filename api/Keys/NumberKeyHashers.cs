namespace FlinkYarn.Api.Keys;

/// <summary>Over the number's value, so that int and long keys of one value agree.</summary>
sealed class Int64KeyHasher : IKeyHasher<long>
{
    public int Hash(long key) => StableHash.OfInt64(key);
}

/// <inheritdoc cref="Int64KeyHasher"/>
sealed class Int32KeyHasher : IKeyHasher<int>
{
    public int Hash(int key) => StableHash.OfInt64(key);
}
