using System.Runtime.CompilerServices;

namespace FlinkYarn.TaskManager.Records;

/// <summary>Pooled arrays of values and, when they have them, timestamps; belongs to one thread at a time.</summary>
sealed class RecordBatch<T>(int capacity, RecordBatchPool<T>? pool = null) : IRecordBatch
{
    readonly T[] values = new T[capacity];
    long[]? timestamps;
    bool hasTimestamps;

    public int Capacity => capacity;

    public int Count { get; private set; }

    public bool IsFull => Count == capacity;

    public RecordSpan<T> Rows =>
        new(values.AsSpan(0, Count), hasTimestamps ? timestamps.AsSpan(0, Count) : default);

    /// <summary>Whether rows with (or without) timestamps may follow those that are here: a batch never mixes.</summary>
    public bool Accepts(bool withTimestamps) => Count == 0 || hasTimestamps == withTimestamps;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T value) => values[Count++] = value;

    public void Add(T value, long timestamp)
    {
        timestamps ??= new long[capacity];
        hasTimestamps = true;
        timestamps[Count] = timestamp;
        values[Count++] = value;
    }

    /// <summary>Copies as many rows as fit and returns their number.</summary>
    public int AddRange(RecordSpan<T> rows)
    {
        var count = Math.Min(rows.Count, capacity - Count);
        rows.Values[..count].CopyTo(values.AsSpan(Count));
        if (rows.HasTimestamps)
        {
            timestamps ??= new long[capacity];
            hasTimestamps = true;
            rows.Timestamps[..count].CopyTo(timestamps.AsSpan(Count));
        }

        Count += count;
        return count;
    }

    /// <summary>Makes room for rows that are written in place; <see cref="Rows"/> then has them.</summary>
    public Span<T> Fill(int count, ReadOnlySpan<long> rowTimestamps)
    {
        Count = count;
        hasTimestamps = !rowTimestamps.IsEmpty;
        if (hasTimestamps)
        {
            timestamps ??= new long[capacity];
            rowTimestamps.CopyTo(timestamps);
        }

        return values.AsSpan(0, count);
    }

    /// <summary>Forgets the rows, so that nothing they refer to is kept alive.</summary>
    public void Clear()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            Array.Clear(values, 0, Count);
        }

        Count = 0;
        hasTimestamps = false;
    }

    public void Release()
    {
        Clear();
        pool?.Return(this);
    }
}
