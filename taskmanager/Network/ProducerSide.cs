using FlinkYarn.TaskManager.Memory;
using FlinkYarn.TaskManager.Network.Frames;

namespace FlinkYarn.TaskManager.Network;

/// <summary>Serves another TaskManager's requests for partitions over one connection.</summary>
sealed class ProducerSide(DataConnection connection, PartitionRegistry partitions) : IFrameHandler
{
    const int MostChannels = 1 << 16;
    const int MostCredits = 1 << 16;

    // Touched by the reading loop only, but for OnBroken, after which nothing is added.
    readonly Dictionary<uint, SubpartitionSender> senders = [];
    readonly Lock sync = new();
    bool isBroken;

    public NetworkBuffer? PlaceFor(uint channel) => throw new FrameException("a consumer has sent a buffer");

    public void OnBuffer(uint channel, NetworkBuffer buffer, uint sequence, uint backlog) =>
        throw new FrameException("a consumer has sent a buffer");

    public void OnFrame(FrameHeader header, ReadOnlySpan<byte> payload)
    {
        var reader = new FrameReader(payload);
        switch (header.Type)
        {
            case FrameType.Request:
                OnRequest(header.Channel, ref reader);
                break;
            case FrameType.Credit:
                var credits = reader.ReadNumber(MostCredits);
                reader.ExpectEnd();
                Sender(header.Channel)?.AddCredit(credits);
                break;
            case FrameType.Close:
                var hasEverything = reader.ReadByte() == 1;
                reader.ExpectEnd();
                Remove(header.Channel)?.Stop(hasEverything);
                break;
            default:
                throw new FrameException($"a consumer has sent a frame of type {header.Type}");
        }
    }

    public void OnBroken(string reason)
    {
        lock (sync)
        {
            isBroken = true;
            foreach (var sender in senders.Values)
            {
                sender.Stop(hasEverything: false);
            }

            senders.Clear();
        }
    }

    public void Forget(uint channel)
    {
    }

    void OnRequest(uint channel, ref FrameReader reader)
    {
        var key = new PartitionKey(
            reader.ReadText(), reader.ReadText(), reader.ReadNumber(), reader.ReadNumber(), reader.ReadNumber());
        var subpartition = reader.ReadNumber();
        var sender = new SubpartitionSender(channel, connection, reader.ReadNumber(MostCredits));
        reader.ExpectEnd();
        lock (sync)
        {
            if (isBroken)
            {
                return;
            }

            if (senders.Count >= MostChannels || !senders.TryAdd(channel, sender))
            {
                throw new FrameException($"channel {channel} is requested twice, or there are too many");
            }
        }

        partitions.Find(key, partition =>
        {
            if (partition is null)
            {
                sender.Refuse($"no task with the {key} was deployed here in time ({connection.Peer} has asked)");
            }
            else if (subpartition >= partition.Subpartitions.Length)
            {
                sender.Refuse($"the {key} has no subpartition {subpartition}");
            }
            else
            {
                sender.Attach(partition.Subpartitions[subpartition]);
            }
        });
    }

    SubpartitionSender? Sender(uint channel)
    {
        lock (sync)
        {
            return senders.GetValueOrDefault(channel);
        }
    }

    SubpartitionSender? Remove(uint channel)
    {
        lock (sync)
        {
            return senders.Remove(channel, out var sender) ? sender : null;
        }
    }
}
