namespace FlinkYarn.TaskManager.Memory;

/// <summary>
/// A share of the network memory. A segment taken from it counts as reserved until it is given back, also after the
/// reservation was closed: a connection may still be sending it.
/// </summary>
sealed class SegmentReservation(NetworkBufferPool pool, int count)
{
    readonly Lock sync = new();
    int untaken = count;

    public int Count { get; } = count;

    public int SegmentSize => pool.SegmentSize;

    /// <summary>Null when the whole share has been taken.</summary>
    public byte[]? TryTake()
    {
        lock (sync)
        {
            if (untaken == 0)
            {
                return null;
            }

            untaken--;
        }

        return pool.Take();
    }

    public void GiveBack(byte[] segment) => pool.GiveBack(segment);

    /// <summary>What was not taken can be reserved by others.</summary>
    public void Close()
    {
        lock (sync)
        {
            pool.GiveBackUntaken(untaken);
            untaken = 0;
        }
    }
}
