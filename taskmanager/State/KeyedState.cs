using System.Runtime.CompilerServices;
using FlinkYarn.Api.Graph.Partitioning;

namespace FlinkYarn.TaskManager.State;

/// <summary>One value a key on the managed heap, by key groups: the unit in which state moves between subtasks.</summary>
sealed class KeyedState<TKey, TValue>
    where TKey : notnull
{
    readonly KeyGroupRange range;
    readonly StateTable<TKey, TValue>?[] groups;

    public KeyedState(KeyGroupRange range)
    {
        this.range = range;
        groups = new StateTable<TKey, TValue>?[range.Count];
    }

    public long Count => groups.Sum(group => (long)(group?.Count ?? 0));

    /// <summary>The value's place, made when the key is new; valid until the next call.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The key belongs to another subtask.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref TValue GetOrAdd(TKey key, int hash, out bool isNew)
    {
        var index = KeyGroups.Of(hash, range.MaxParallelism) - range.First;
        if ((uint)index >= (uint)groups.Length)
        {
            ThrowForeign(index + range.First);
        }

        return ref (groups[index] ??= new StateTable<TKey, TValue>()).GetOrAdd(key, hash, out isNew);
    }

    /// <summary>All values, a bounded number at a time, in buffers of the caller's.</summary>
    public IEnumerable<int> CopyValues(TValue[] target)
    {
        foreach (var group in groups)
        {
            for (var place = 0; group is not null && !group.IsAtEnd(place);)
            {
                place = group.CopyValues(place, target, out var copied);
                yield return copied;
            }
        }
    }

    void ThrowForeign(int group) => throw new ArgumentOutOfRangeException(
        nameof(group), $"Key group {group} is not in {range.First}..{range.First + range.Count - 1}: it has another owner.");
}
