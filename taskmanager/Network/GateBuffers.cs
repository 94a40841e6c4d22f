using FlinkYarn.TaskManager.Memory;

namespace FlinkYarn.TaskManager.Network;

/// <summary>
/// The buffers of one input gate: the channels' own and the floating ones, which go where a backlog is. Everything here
/// is called under <see cref="Sync"/>, which also guards the gate's remote channels.
/// </summary>
sealed class GateBuffers(SegmentReservation share)
{
    readonly Stack<byte[]> floating = [];
    readonly Queue<RemoteInputChannel> waiting = [];
    readonly HashSet<RemoteInputChannel> isWaiting = [];

    public Lock Sync { get; } = new();

    public byte[] TakeExclusive() =>
        share.TryTake() ?? throw new InvalidOperationException("A gate's share is smaller than its exclusive buffers.");

    public byte[]? TryTakeFloating() => floating.TryPop(out var segment) ? segment : share.TryTake();

    /// <summary>The channel gets the next floating buffer that comes back.</summary>
    public void AwaitFloating(RemoteInputChannel channel, int missing)
    {
        if (missing > 0 && isWaiting.Add(channel))
        {
            waiting.Enqueue(channel);
        }
    }

    public void GiveFloating(byte[] segment)
    {
        while (waiting.TryDequeue(out var channel))
        {
            isWaiting.Remove(channel);
            if (channel.IsOpen)
            {
                channel.TakeFloating(segment);
                return;
            }
        }

        floating.Push(segment);
    }

    /// <summary>A closed channel's segment leaves the gate.</summary>
    public void GiveBack(byte[] segment) => share.GiveBack(segment);

    /// <summary>After all channels were closed.</summary>
    public void Close()
    {
        while (floating.TryPop(out var segment))
        {
            share.GiveBack(segment);
        }

        share.Close();
    }
}
