using FlinkYarn.TaskManager.Memory;
using FlinkYarn.TaskManager.Network.Frames;

namespace FlinkYarn.TaskManager.Network;

/// <summary>
/// Sends one subpartition to another TaskManager: a buffer for a credit, then the end. Credits come from the reading
/// loop, data from the producer's thread, frames go out by the writing loop.
/// </summary>
sealed class SubpartitionSender(uint channel, DataConnection connection, int credits) : ISubpartitionConsumer, IFrameSource
{
    readonly Lock sync = new();
    Subpartition? subpartition;
    string? error;
    int credit = credits;
    uint nextSequence;
    bool isEnqueued;
    bool isEndSent;
    bool isStopped;

    /// <summary>Credits not yet used.</summary>
    public int Credit
    {
        get
        {
            lock (sync)
            {
                return credit;
            }
        }
    }

    public void Attach(Subpartition source)
    {
        lock (sync)
        {
            if (isStopped)
            {
                return;
            }

            subpartition = source;
        }

        if (!source.TryAttach(this, isLocal: false))
        {
            Refuse("the subpartition was released or has another consumer");
        }
    }

    /// <summary>The consumer gets a reason instead of rows.</summary>
    public void Refuse(string reason)
    {
        lock (sync)
        {
            error = reason;
        }

        EnqueueOnce();
    }

    public void AddCredit(int more)
    {
        lock (sync)
        {
            credit = checked(credit + more);
        }

        EnqueueOnce();
    }

    public void OnDataAvailable() => EnqueueOnce();

    /// <summary>The consumer has gone; with everything, or without.</summary>
    public void Stop(bool hasEverything)
    {
        Subpartition? source;
        lock (sync)
        {
            isStopped = true;
            source = subpartition;
            hasEverything &= isEndSent;
        }

        if (hasEverything)
        {
            source?.Confirm();
        }
    }

    /// <inheritdoc/>
    public bool TryTakeFrame(FrameBuffer frame, out NetworkBuffer? payload, out bool hasMore)
    {
        payload = null;
        hasMore = false;
        lock (sync)
        {
            isEnqueued = false;
            if (isStopped)
            {
                return false;
            }

            if (error is not null)
            {
                isStopped = true;
                frame.WriteError(channel, error);
                return true;
            }

            return subpartition is not null && !isEndSent && TryTakeData(frame, ref payload, ref hasMore);
        }
    }

    bool TryTakeData(FrameBuffer frame, ref NetworkBuffer? payload, ref bool hasMore)
    {
        if (!subpartition!.HasNext(out var isEnd))
        {
            return false;
        }

        if (isEnd)
        {
            isEndSent = true;
            frame.WriteEnd(channel);
            return true;
        }

        if (credit == 0 || subpartition.TryTake(out var element, out var backlog) != SubpartitionStatus.Taken)
        {
            return false;
        }

        credit--;
        payload = element.Buffer!;
        FrameHeader.Frame(payload, channel, nextSequence++, backlog);
        hasMore = isEnqueued = subpartition.HasNext(out isEnd) && (credit > 0 || isEnd);
        return true;
    }

    void EnqueueOnce()
    {
        lock (sync)
        {
            if (isEnqueued || isStopped)
            {
                return;
            }

            isEnqueued = true;
        }

        connection.Enqueue(this);
    }
}
