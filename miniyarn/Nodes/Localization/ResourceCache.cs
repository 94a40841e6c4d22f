namespace FlinkYarn.MiniYarn.Nodes.Localization;

/// <summary>
/// The files of this node by their key: each is fetched once, also when many ask at the same time; a fetch that failed
/// is tried again when somebody asks again (LocalResourcesTrackerImpl). The node's loop only. Nothing is evicted: a
/// cache lives as long as its node.
/// </summary>
internal sealed class ResourceCache(Func<ResourceKey, string, Task<string>> fetch)
{
    // Where YARN begins to count.
    const long FirstNumber = 10;

    readonly Dictionary<ResourceKey, Task<string>> files = [];
    long next = FirstNumber;

    /// <summary>The file's path, now or later, and whether somebody had asked for it before.</summary>
    public (Task<string> Path, bool IsKnown) Get(ResourceKey key)
    {
        if (files.TryGetValue(key, out var known) && known is not { IsFaulted: true } and not { IsCanceled: true })
        {
            return (known, true);
        }

        var fetched = fetch(key, Path.Combine(key.Cache, $"{next++}"));
        files[key] = fetched;
        return (fetched, false);
    }

    /// <summary>Forgets the files of a cache whose folder goes away.</summary>
    public void Drop(string cache)
    {
        foreach (var key in files.Keys.Where(key => key.Cache == cache).ToList())
        {
            files.Remove(key);
        }
    }
}
