using FlinkYarn.TaskManager.Threading;

namespace FlinkYarn.TaskManager.Network;

/// <summary>
/// What one producer has ready for one consumer, in order. Bounded by the producer's buffer pool and, for batches, by
/// <see cref="BatchLimit"/>. Filled by the producer's thread, taken by the consumer's; its lock is held for moments.
/// </summary>
sealed class Subpartition(TaskSignal producer)
{
    /// <summary>Batches that may wait for a local consumer.</summary>
    public const int BatchLimit = 4;

    readonly Lock sync = new();
    readonly Queue<ExchangeElement> elements = [];
    ISubpartitionConsumer? consumer;
    int waitingBatches;
    bool isFinished;
    bool isReleased;
    volatile bool isConsumed;
    volatile bool takesBatches;

    /// <summary>Whether the consumer is in this process and takes batches as they are.</summary>
    public bool TakesBatches => takesBatches;

    /// <summary>Whether the consumer has confirmed that it has everything.</summary>
    public bool IsConsumed => isConsumed;

    public bool HasRoomForBatch
    {
        get
        {
            lock (sync)
            {
                return waitingBatches < BatchLimit;
            }
        }
    }

    public void Add(ExchangeElement element)
    {
        ISubpartitionConsumer? listener;
        lock (sync)
        {
            if (!isReleased)
            {
                elements.Enqueue(element);
                waitingBatches += element.Batch is null ? 0 : 1;
                element = default;
            }

            listener = consumer;
        }

        element.Release();
        listener?.OnDataAvailable();
    }

    /// <summary>Nothing follows.</summary>
    public void Finish()
    {
        ISubpartitionConsumer? listener;
        lock (sync)
        {
            isFinished = true;
            listener = consumer;
        }

        listener?.OnDataAvailable();
    }

    /// <summary>False when it has, or had, another consumer.</summary>
    public bool TryAttach(ISubpartitionConsumer newConsumer, bool isLocal)
    {
        lock (sync)
        {
            if (consumer is not null || isReleased)
            {
                return false;
            }

            consumer = newConsumer;
            takesBatches = isLocal;
        }

        newConsumer.OnDataAvailable();
        return true;
    }

    /// <summary>The next element, if there is one, and how many buffers wait behind it.</summary>
    public SubpartitionStatus TryTake(out ExchangeElement element, out int backlog)
    {
        bool wasBatch;
        lock (sync)
        {
            if (!elements.TryDequeue(out element))
            {
                backlog = 0;
                return isFinished ? SubpartitionStatus.Ended : SubpartitionStatus.Empty;
            }

            backlog = elements.Count;
            wasBatch = element.Batch is not null;
            waitingBatches -= wasBatch ? 1 : 0;
        }

        if (wasBatch)
        {
            producer.Set();
        }

        return SubpartitionStatus.Taken;
    }

    /// <summary>Whether a call of <see cref="TryTake"/> would give something, the end included.</summary>
    public bool HasNext(out bool isEnd)
    {
        lock (sync)
        {
            isEnd = elements.Count == 0 && isFinished;
            return elements.Count > 0 || isFinished;
        }
    }

    /// <summary>The consumer has everything.</summary>
    public void Confirm()
    {
        isConsumed = true;
        producer.Set();
    }

    /// <summary>Drops what was not taken and whatever still comes.</summary>
    public void Release()
    {
        ExchangeElement[] dropped;
        lock (sync)
        {
            isReleased = true;
            dropped = [.. elements];
            elements.Clear();
        }

        foreach (var element in dropped)
        {
            element.Release();
        }
    }
}
