using FlinkYarn.TaskManager.Threading;

namespace FlinkYarn.TaskManager.Memory;

/// <summary>
/// The buffers one result partition may fill. An empty pool is back-pressure: the task waits until a consumer has taken
/// what was written. Taken by the task's thread, recycled from any.
/// </summary>
sealed class BufferPool(SegmentReservation share, TaskSignal signal) : IBufferOwner
{
    readonly Lock sync = new();
    readonly Stack<NetworkBuffer> free = new(share.Count);
    bool isClosed;

    public int SegmentSize => share.SegmentSize;

    /// <summary>Number of times that a task had to wait for a buffer.</summary>
    public long Waits { get; private set; }

    /// <summary>An empty buffer; waits while there is none.</summary>
    public NetworkBuffer Take()
    {
        if (TryTake() is { } buffer)
        {
            return buffer;
        }

        Waits++;
        while (true)
        {
            signal.Wait();
            if (TryTake() is { } awaited)
            {
                return awaited;
            }
        }
    }

    public void Recycle(NetworkBuffer buffer)
    {
        lock (sync)
        {
            if (isClosed)
            {
                share.GiveBack(buffer.Segment);
                return;
            }

            buffer.Clear();
            free.Push(buffer);
        }

        signal.Set();
    }

    /// <summary>Gives back what is not in flight; the rest follows when it is recycled.</summary>
    public void Close()
    {
        lock (sync)
        {
            if (isClosed)
            {
                return;
            }

            isClosed = true;
            while (free.TryPop(out var buffer))
            {
                share.GiveBack(buffer.Segment);
            }
        }

        share.Close();
    }

    NetworkBuffer? TryTake()
    {
        lock (sync)
        {
            if (free.TryPop(out var buffer))
            {
                return buffer;
            }
        }

        return share.TryTake() is { } segment ? new NetworkBuffer(segment, this) : null;
    }
}
