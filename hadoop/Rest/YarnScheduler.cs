using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>The RM's scheduler and its queues (SchedulerTypeInfo).</summary>
public sealed record YarnScheduler
{
    readonly Lazy<IReadOnlyDictionary<string, YarnQueue>> byPath;

    internal YarnScheduler(string type, YarnQueue root)
    {
        Type = type;
        Root = root;
        byPath = new(() => Walk(root, null)
            .ToDictionary(found => found.Path, found => found.Queue, StringComparer.Ordinal));
    }

    /// <summary>capacityScheduler, fairScheduler or fifoScheduler.</summary>
    public string Type { get; }

    public YarnQueue Root { get; }

    /// <summary>All queues by their full path ("root.default").</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, YarnQueue> Queues => byPath.Value;

    /// <summary>The paths of the queues that take applications.</summary>
    [JsonIgnore]
    public IEnumerable<string> Leaves =>
        Queues.Where(queue => queue.Value.IsLeaf).Select(queue => queue.Key).Order(StringComparer.Ordinal);

    /// <summary>
    /// Finds a queue as users name it: by its path, its path without "root.", or its leaf name if unique.
    /// </summary>
    public YarnQueue? Find(string name)
    {
        if (Queues.TryGetValue(name, out var queue) || Queues.TryGetValue("root." + name, out queue))
        {
            return queue;
        }

        var leaves = Queues.Where(found => found.Value.IsLeaf
            && found.Key.EndsWith("." + name, StringComparison.Ordinal)).Take(2).ToList();
        return leaves.Count == 1 ? leaves[0].Value : null;
    }

    static IEnumerable<(string Path, YarnQueue Queue)> Walk(YarnQueue queue, string? parent)
    {
        var path = queue.PathBelow(parent);
        return queue.Children.SelectMany(child => Walk(child, path)).Prepend((path, queue));
    }
}
