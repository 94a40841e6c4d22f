using FlinkYarn.TaskManager.Memory;
using FlinkYarn.TaskManager.Network.Frames;

namespace FlinkYarn.TaskManager.Network;

/// <summary>
/// Reads a producer in another TaskManager. It grants as many credits as it has empty buffers, so what arrives always
/// has a place. Filled by the connection's reading loop, emptied by the task's thread; its lock is the gate's buffers'.
/// </summary>
sealed class RemoteInputChannel(InputGate gate, int index, ProducerAddress producer, GateBuffers buffers)
    : InputChannel(gate, index, producer.Partition), IFrameSource, IBufferOwner
{
    readonly Queue<NetworkBuffer> received = [];
    readonly Stack<NetworkBuffer> empty = [];
    DataConnection? connection;
    int exclusive;
    int ungranted;
    uint expectedSequence;
    bool isRequested;
    bool isEnded;
    bool isConfirmed;
    bool isClosed;
    bool isCloseSent;

    public ProducerAddress Producer => producer;

    /// <summary>Number of this channel on its connection.</summary>
    public uint Number { get; private set; }

    /// <summary>Whether it still takes buffers; asked under the buffers' lock.</summary>
    public bool IsOpen => !isClosed;

    /// <summary>Empty buffers, for tests of the credits' invariant.</summary>
    public int EmptyBuffers
    {
        get
        {
            lock (buffers.Sync)
            {
                return empty.Count;
            }
        }
    }

    /// <summary>Takes its exclusive buffers; they are its first credits.</summary>
    public void Prepare(int exclusiveBuffers)
    {
        exclusive = exclusiveBuffers;
        for (var count = 0; count < exclusiveBuffers; count++)
        {
            empty.Push(new NetworkBuffer(buffers.TakeExclusive(), this));
        }
    }

    /// <summary>Asks the producer for its rows.</summary>
    public void Request(DataConnection openConnection, uint number)
    {
        Number = number;
        lock (buffers.Sync)
        {
            connection = openConnection;
            if (isClosed)
            {
                return;
            }
        }

        openConnection.Enqueue(this);
    }

    /// <summary>A place for a buffer that the producer sends; null when it had no credit for it.</summary>
    public NetworkBuffer? TakePlace()
    {
        lock (buffers.Sync)
        {
            return empty.TryPop(out var buffer) ? buffer : null;
        }
    }

    /// <summary>A filled buffer has come; false when one before it is missing.</summary>
    public bool TryReceive(NetworkBuffer buffer, uint sequence, uint backlog)
    {
        lock (buffers.Sync)
        {
            if (sequence != expectedSequence)
            {
                return false;
            }

            expectedSequence++;
            if (isClosed)
            {
                Keep(buffer);
                return true;
            }

            received.Enqueue(buffer);
            TakeFloating((int)Math.Min(backlog, int.MaxValue));
        }

        Gate.Announce(this);
        return true;
    }

    public void ReceiveEnd()
    {
        lock (buffers.Sync)
        {
            isEnded = true;
        }

        Gate.Announce(this);
    }

    /// <summary>A floating buffer that another channel has given up; its owner changes with it.</summary>
    public void TakeFloating(byte[] segment)
    {
        empty.Push(new NetworkBuffer(segment, this));
        Grant();
    }

    public void Fail(string reason) => Gate.Fail(new PartitionException(
        $"The input from the {Partition} at {producer.Host}:{producer.Port} ({producer.ResourceId}) failed: {reason}"));

    public override SubpartitionStatus TryTake(out ExchangeElement element, out bool hasMore)
    {
        lock (buffers.Sync)
        {
            if (received.TryDequeue(out var buffer))
            {
                element = new ExchangeElement(buffer);
                hasMore = received.Count > 0 || isEnded;
                return SubpartitionStatus.Taken;
            }

            element = default;
            hasMore = false;
            return isEnded && !isConfirmed ? SubpartitionStatus.Ended : SubpartitionStatus.Empty;
        }
    }

    public override void Confirm()
    {
        lock (buffers.Sync)
        {
            isConfirmed = true;
        }

        Close();
    }

    public override void Close()
    {
        DataConnection? open;
        lock (buffers.Sync)
        {
            if (isClosed)
            {
                return;
            }

            isClosed = true;
            open = connection;
            foreach (var buffer in received)
            {
                Keep(buffer);
            }

            received.Clear();
            while (empty.TryPop(out var buffer))
            {
                buffers.GiveBack(buffer.Segment);
            }
        }

        open?.Enqueue(this);
    }

    /// <summary>The task has read a buffer: it becomes a credit again, of this channel or of one with a backlog.</summary>
    public void Recycle(NetworkBuffer buffer)
    {
        lock (buffers.Sync)
        {
            Keep(buffer);
        }
    }

    /// <inheritdoc/>
    public bool TryTakeFrame(FrameBuffer frame, out NetworkBuffer? payload, out bool hasMore)
    {
        payload = null;
        hasMore = false;
        lock (buffers.Sync)
        {
            if (isClosed)
            {
                if (isCloseSent || !isRequested)
                {
                    return false;
                }

                isCloseSent = true;
                connection!.Forget(Number);
                frame.WriteClose(Number, isConfirmed);
                return true;
            }

            if (!isRequested)
            {
                isRequested = true;
                frame.WriteRequest(Number, producer.Partition, producer.Subpartition, exclusive);
                return true;
            }

            if (ungranted == 0)
            {
                return false;
            }

            frame.WriteCredit(Number, ungranted);
            ungranted = 0;
            return true;
        }
    }

    void Keep(NetworkBuffer buffer)
    {
        buffer.Clear();
        if (isClosed)
        {
            buffers.GiveBack(buffer.Segment);
        }
        else if (empty.Count < exclusive)
        {
            empty.Push(buffer);
            Grant();
        }
        else
        {
            buffers.GiveFloating(buffer.Segment);
        }
    }

    void Grant()
    {
        ungranted++;
        if (ungranted == 1)
        {
            connection?.Enqueue(this);
        }
    }

    void TakeFloating(int backlog)
    {
        while (empty.Count < backlog)
        {
            if (buffers.TryTakeFloating() is not { } segment)
            {
                buffers.AwaitFloating(this, backlog - empty.Count);
                return;
            }

            TakeFloating(segment);
        }
    }
}
