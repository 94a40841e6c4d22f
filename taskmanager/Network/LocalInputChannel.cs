namespace FlinkYarn.TaskManager.Network;

/// <summary>Reads a producer in the same process: no socket, and batches as they are.</summary>
sealed class LocalInputChannel(InputGate gate, int index, PartitionKey partition, int subpartitionIndex)
    : InputChannel(gate, index, partition), ISubpartitionConsumer
{
    readonly Lock sync = new();
    Subpartition? subpartition;
    bool isEnded;
    bool isClosed;

    /// <summary>The producer has come, or has not in time; called from any thread, once.</summary>
    public void Attach(ResultPartition? producer)
    {
        if (producer is null || subpartitionIndex >= producer.Subpartitions.Length)
        {
            Gate.Fail(new PartitionException(producer is null
                ? $"No task with the {Partition} was deployed in this TaskManager in time."
                : $"The {Partition} has no subpartition {subpartitionIndex}."));
            return;
        }

        var found = producer.Subpartitions[subpartitionIndex];
        lock (sync)
        {
            if (isClosed)
            {
                return;
            }

            subpartition = found;
        }

        if (!found.TryAttach(this, isLocal: true))
        {
            Gate.Fail(new PartitionException(
                $"Subpartition {subpartitionIndex} of the {Partition} was released or has another consumer."));
        }
    }

    public void OnDataAvailable() => Gate.Announce(this);

    public override SubpartitionStatus TryTake(out ExchangeElement element, out bool hasMore)
    {
        element = default;
        hasMore = false;
        if (isEnded || Source is not { } source)
        {
            return SubpartitionStatus.Empty;
        }

        var status = source.TryTake(out element, out _);
        isEnded = status == SubpartitionStatus.Ended;
        hasMore = status == SubpartitionStatus.Taken && source.HasNext(out _);
        return status;
    }

    public override void Confirm() => Source?.Confirm();

    public override void Close()
    {
        lock (sync)
        {
            isClosed = true;
        }
    }

    Subpartition? Source
    {
        get
        {
            lock (sync)
            {
                return subpartition;
            }
        }
    }
}
