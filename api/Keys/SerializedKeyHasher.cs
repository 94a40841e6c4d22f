using FlinkYarn.Api.Types;

namespace FlinkYarn.Api.Keys;

/// <summary>Any other key: over what its serializer writes.</summary>
sealed class SerializedKeyHasher<TKey>(TypeSerializer<TKey> serializer) : IKeyHasher<TKey>
{
    // One a thread; keys are small, and a key that is not leaves its larger array here.
    [ThreadStatic]
    static byte[]? scratch;

    public int Hash(TKey key)
    {
        var writer = new RecordWriter(scratch ??= new byte[256]);
        serializer.Write(key, ref writer);
        scratch = writer.Buffer;
        return StableHash.OfBytes(writer.Written);
    }
}
