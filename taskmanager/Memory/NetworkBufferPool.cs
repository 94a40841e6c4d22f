namespace FlinkYarn.TaskManager.Memory;

/// <summary>
/// All memory segments of the process that rows travel in; each task reserves its share for its whole life, so that one
/// task can never keep another from moving. Thread-safe; segments are pinned arrays, made when first needed.
/// </summary>
sealed class NetworkBufferPool(int segmentCount, int segmentSize)
{
    readonly Lock sync = new();
    readonly Stack<byte[]> free = [];
    int reserved;

    public int SegmentSize => segmentSize;

    public int SegmentCount => segmentCount;

    /// <summary>Segments nobody has reserved.</summary>
    public int Available
    {
        get
        {
            lock (sync)
            {
                return segmentCount - reserved;
            }
        }
    }

    /// <summary>As many segments as there are, between the two numbers.</summary>
    /// <exception cref="InsufficientNetworkMemoryException">Fewer than <paramref name="required"/> are left.</exception>
    public SegmentReservation Reserve(string purpose, int required, int maximum)
    {
        lock (sync)
        {
            var available = segmentCount - reserved;
            if (available < required)
            {
                throw new InsufficientNetworkMemoryException(
                    $"Insufficient number of network buffers for {purpose}: required {required}, but only {available} "
                    + $"of {segmentCount} ({segmentSize} bytes each) are free. Raise taskmanager.memory.network.fraction, "
                    + ".min or .max, or lower the parallelism or the number of slots.");
            }

            var count = Math.Min(available, maximum);
            reserved += count;
            return new SegmentReservation(this, count);
        }
    }

    public byte[] Take()
    {
        lock (sync)
        {
            if (free.TryPop(out var segment))
            {
                return segment;
            }
        }

        return GC.AllocateUninitializedArray<byte>(segmentSize, pinned: true);
    }

    public void GiveBack(byte[] segment)
    {
        lock (sync)
        {
            free.Push(segment);
            reserved--;
        }
    }

    public void GiveBackUntaken(int count)
    {
        lock (sync)
        {
            reserved -= count;
        }
    }
}
