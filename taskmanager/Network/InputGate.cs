using FlinkYarn.TaskManager.Threading;

namespace FlinkYarn.TaskManager.Network;

/// <summary>
/// A task's input: all channels of all its edges, read in the order in which they have something. Channels announce
/// themselves from any thread; taking is the task's thread's. Its lock is taken before no other but the signal's.
/// </summary>
sealed class InputGate(TaskSignal signal)
{
    readonly Lock sync = new();
    readonly Queue<InputChannel> ready = [];
    readonly List<InputChannel> channels = [];
    Exception? failure;
    int endedChannels;

    public IReadOnlyList<InputChannel> Channels => channels;

    public TaskSignal Signal => signal;

    /// <summary>Whether the ends of all channels were taken.</summary>
    public bool IsEnded => endedChannels == channels.Count;

    /// <summary>Before reading begins.</summary>
    public void Add(InputChannel channel) => channels.Add(channel);

    /// <summary>The channel may have something.</summary>
    public void Announce(InputChannel channel)
    {
        lock (sync)
        {
            if (channel.IsReady)
            {
                return;
            }

            channel.IsReady = true;
            ready.Enqueue(channel);
        }

        signal.Set();
    }

    /// <summary>The task's next look at its input throws this; the first one counts.</summary>
    public void Fail(Exception reason)
    {
        lock (sync)
        {
            failure ??= reason;
        }

        signal.Set();
    }

    /// <summary>The next element of any channel. Ends of channels are confirmed here.</summary>
    public bool TryTake(out InputChannel channel, out ExchangeElement element)
    {
        while (NextReady() is { } next)
        {
            channel = next;
            var status = next.TryTake(out element, out var hasMore);
            if (hasMore)
            {
                Announce(next);
            }

            switch (status)
            {
                case SubpartitionStatus.Taken:
                    return true;
                case SubpartitionStatus.Ended:
                    next.Confirm();
                    endedChannels++;
                    return TakeEnd(out element);
            }
        }

        channel = null!;
        element = default;
        return false;
    }

    public void Close()
    {
        foreach (var channel in channels)
        {
            channel.Close();
        }
    }

    // An empty element of an ended channel lets the reader see its end.
    static bool TakeEnd(out ExchangeElement element)
    {
        element = default;
        return true;
    }

    InputChannel? NextReady()
    {
        lock (sync)
        {
            if (failure is not null)
            {
                throw new PartitionException(failure.Message, failure);
            }

            if (ready.TryDequeue(out var channel))
            {
                channel.IsReady = false;
                return channel;
            }

            return null;
        }
    }
}
