namespace FlinkYarn.Api.Types.Builtin;

/// <summary>The number of entries plus one (0 is null), then keys and values in turn; the default comparer.</summary>
sealed class DictionarySerializer<TKey, TValue>(TypeSerializer<TKey> key, TypeSerializer<TValue> value)
    : TypeSerializer<Dictionary<TKey, TValue>?>
    where TKey : notnull
{
    public override bool IsImmutable => false;

    public override void Write(Dictionary<TKey, TValue>? dictionary, ref RecordWriter writer)
    {
        writer.WriteVarUInt32(dictionary is null ? 0 : (uint)dictionary.Count + 1);
        foreach (var entry in dictionary ?? [])
        {
            key.Write(entry.Key, ref writer);
            value.Write(entry.Value, ref writer);
        }
    }

    public override Dictionary<TKey, TValue>? Read(ref RecordReader reader)
    {
        var countPlusOne = reader.ReadVarUInt32();
        if (countPlusOne == 0)
        {
            return null;
        }

        var dictionary = new Dictionary<TKey, TValue>();
        for (var left = countPlusOne - 1; left > 0; left--)
        {
            if (key.Read(ref reader) is not { } entry || !dictionary.TryAdd(entry, value.Read(ref reader)))
            {
                throw new RecordFormatException("A dictionary has a key twice, or null for a key.");
            }
        }

        return dictionary;
    }
}
