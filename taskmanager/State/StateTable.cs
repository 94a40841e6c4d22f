using System.Numerics;
using System.Runtime.CompilerServices;

namespace FlinkYarn.TaskManager.State;

/// <summary>
/// The state of one key group: open addressing with linear probing, hashes, keys and values inline. It doubles when it
/// is three quarters full; a key group is a small part of the state, so no doubling takes long.
/// </summary>
sealed class StateTable<TKey, TValue>
    where TKey : notnull
{
    const int FirstCapacity = 8;

    Entry[] entries = new Entry[FirstCapacity];
    int shift = 32 - BitOperations.Log2(FirstCapacity);

    public int Count { get; private set; }

    /// <summary>The value's place, made when the key is new; valid until the next call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref TValue GetOrAdd(TKey key, int hash, out bool isNew)
    {
        var table = entries;
        var mask = table.Length - 1;
        var slot = Slot(hash);
        while (true)
        {
            ref var entry = ref table[slot & mask];
            if (!entry.IsTaken)
            {
                return ref Add(key, hash, out isNew);
            }

            if (entry.Hash == hash && EqualityComparer<TKey>.Default.Equals(entry.Key, key))
            {
                isNew = false;
                return ref entry.Value;
            }

            slot++;
        }
    }

    /// <summary>Copies the values from a place on, and returns the place after them; the capacity when all were copied.</summary>
    public int CopyValues(int place, Span<TValue> target, out int copied)
    {
        copied = 0;
        for (; place < entries.Length && copied < target.Length; place++)
        {
            if (entries[place].IsTaken)
            {
                target[copied++] = entries[place].Value;
            }
        }

        return place;
    }

    public bool IsAtEnd(int place) => place >= entries.Length;

    [MethodImpl(MethodImplOptions.NoInlining)]
    ref TValue Add(TKey key, int hash, out bool isNew)
    {
        isNew = true;
        if (Count >= entries.Length / 4 * 3)
        {
            Grow();
        }

        Count++;
        ref var entry = ref FreeSlot(entries, hash);
        entry.IsTaken = true;
        entry.Hash = hash;
        entry.Key = key;
        return ref entry.Value;
    }

    void Grow()
    {
        var old = entries;
        entries = new Entry[checked(old.Length * 2)];
        shift--;
        foreach (ref var entry in old.AsSpan())
        {
            if (entry.IsTaken)
            {
                FreeSlot(entries, entry.Hash) = entry;
            }
        }
    }

    ref Entry FreeSlot(Entry[] table, int hash)
    {
        var slot = Slot(hash);
        while (table[slot & (table.Length - 1)].IsTaken)
        {
            slot++;
        }

        return ref table[slot & (table.Length - 1)];
    }

    // Fibonacci hashing: the key group has used up the low bits of the mixed hash, these are other ones.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int Slot(int hash) => (int)((uint)hash * 0x9E3779B9u >> shift);

    struct Entry
    {
        public int Hash;
        public bool IsTaken;
        public TKey Key;
        public TValue Value;
    }
}
