using System.Collections.Concurrent;
using FlinkYarn.TaskManager.Memory;
using FlinkYarn.TaskManager.Network.Frames;

namespace FlinkYarn.TaskManager.Network;

/// <summary>The channels that read from one other TaskManager, over the connection to it.</summary>
sealed class ConsumerSide(DataConnection connection) : IFrameHandler
{
    readonly ConcurrentDictionary<uint, RemoteInputChannel> channels = [];
    uint lastNumber;
    volatile string? brokenReason;

    public DataConnection Connection => connection;

    /// <summary>Gives the channel its number and asks for its rows.</summary>
    public void Open(RemoteInputChannel channel)
    {
        var number = Interlocked.Increment(ref lastNumber);
        channels[number] = channel;
        channel.Request(connection, number);
        if (brokenReason is { } reason)
        {
            channel.Fail(reason);
        }
    }

    public NetworkBuffer? PlaceFor(uint channel) =>
        Find(channel) is { IsOpen: true } open
            ? open.TakePlace() ?? (open.IsOpen
                ? throw new FrameException($"the producer has sent a buffer without credit on channel {channel}")
                : null)
            : null;

    public void OnBuffer(uint channel, NetworkBuffer buffer, uint sequence, uint backlog)
    {
        if (Find(channel) is not { } open)
        {
            buffer.Release();
        }
        else if (!open.TryReceive(buffer, sequence, backlog))
        {
            buffer.Release();
            throw new FrameException($"a buffer of channel {channel} is missing before number {sequence}");
        }
    }

    public void OnFrame(FrameHeader header, ReadOnlySpan<byte> payload)
    {
        var reader = new FrameReader(payload);
        switch (header.Type)
        {
            case FrameType.End:
                reader.ExpectEnd();
                Find(header.Channel)?.ReceiveEnd();
                break;
            case FrameType.Error:
                var reason = reader.ReadText();
                reader.ExpectEnd();
                Find(header.Channel)?.Fail(reason);
                break;
            default:
                throw new FrameException($"a producer has sent a frame of type {header.Type}");
        }
    }

    public void OnBroken(string reason)
    {
        brokenReason = reason;
        foreach (var channel in channels.Values)
        {
            channel.Fail(reason);
        }
    }

    public void Forget(uint channel) => channels.TryRemove(channel, out _);

    // Frames may still come for a channel that was closed, never for one that was not opened.
    RemoteInputChannel? Find(uint channel) =>
        channels.TryGetValue(channel, out var found) ? found
        : channel == 0 || channel > Volatile.Read(ref lastNumber)
            ? throw new FrameException($"the producer speaks of channel {channel}, which was never opened")
            : null;
}
