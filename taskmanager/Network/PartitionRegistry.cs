namespace FlinkYarn.TaskManager.Network;

/// <summary>
/// The partitions of this TaskManager, and who waits for one that is still to come: consumers may be deployed before
/// their producers. Thread-safe; callbacks run outside its lock.
/// </summary>
sealed class PartitionRegistry(TimeProvider time, TimeSpan patience)
{
    readonly Lock sync = new();
    readonly Dictionary<PartitionKey, ResultPartition> partitions = [];
    readonly Dictionary<PartitionKey, List<Waiting>> waiting = [];

    public void Add(ResultPartition partition)
    {
        List<Waiting>? found;
        lock (sync)
        {
            partitions.Add(partition.Key, partition);
            waiting.Remove(partition.Key, out found);
        }

        foreach (var one in found ?? [])
        {
            one.Timer.Dispose();
            one.Answer(partition);
        }
    }

    public void Remove(ResultPartition partition)
    {
        lock (sync)
        {
            partitions.Remove(partition.Key);
        }
    }

    /// <summary>Answers once: with the partition when it is there, with null when it has not come in time.</summary>
    public void Find(PartitionKey key, Action<ResultPartition?> answer)
    {
        ResultPartition? partition;
        lock (sync)
        {
            if (!partitions.TryGetValue(key, out partition))
            {
                if (!waiting.TryGetValue(key, out var list))
                {
                    waiting[key] = list = [];
                }

                var one = new Waiting(answer);
                one.Timer = time.CreateTimer(_ => GiveUp(key, one), null, patience, Timeout.InfiniteTimeSpan);
                list.Add(one);
                return;
            }
        }

        answer(partition);
    }

    void GiveUp(PartitionKey key, Waiting one)
    {
        lock (sync)
        {
            if (!waiting.TryGetValue(key, out var list) || !list.Remove(one))
            {
                return;
            }

            if (list.Count == 0)
            {
                waiting.Remove(key);
            }
        }

        one.Timer.Dispose();
        one.Answer(null);
    }

    sealed class Waiting(Action<ResultPartition?> answer)
    {
        public Action<ResultPartition?> Answer => answer;

        public ITimer Timer { get; set; } = null!;
    }
}
