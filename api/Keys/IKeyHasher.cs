namespace FlinkYarn.Api.Keys;

/// <summary>
/// A hash that is the same in every process and version: it decides a key's key group, and so where its state lies.
/// </summary>
interface IKeyHasher<in TKey>
{
    int Hash(TKey key);
}
