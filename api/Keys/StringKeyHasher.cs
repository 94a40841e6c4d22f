using System.Runtime.InteropServices;

namespace FlinkYarn.Api.Keys;

/// <summary>Over the UTF-16 code units.</summary>
sealed class StringKeyHasher : IKeyHasher<string>
{
    public int Hash(string key) => StableHash.OfBytes(MemoryMarshal.AsBytes(key.AsSpan()));
}
