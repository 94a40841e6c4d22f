using FlinkYarn.TaskManager.Memory;
using FlinkYarn.TaskManager.Threading;

namespace FlinkYarn.TaskManager.Network;

/// <summary>
/// One output of a task: a subpartition for each consumer, and the buffers they share. It stays until all consumers have
/// confirmed that they have everything, or its task failed.
/// </summary>
sealed class ResultPartition
{
    readonly TaskSignal signal;

    public ResultPartition(PartitionKey key, int subpartitions, SegmentReservation buffers, TaskSignal signal)
    {
        this.signal = signal;
        Key = key;
        Buffers = new BufferPool(buffers, signal);
        Subpartitions = new Subpartition[subpartitions];
        for (var index = 0; index < subpartitions; index++)
        {
            Subpartitions[index] = new Subpartition(signal);
        }
    }

    public PartitionKey Key { get; }

    public BufferPool Buffers { get; }

    public Subpartition[] Subpartitions { get; }

    public TaskSignal Signal => signal;

    public bool IsConsumed => Array.TrueForAll(Subpartitions, subpartition => subpartition.IsConsumed);

    /// <summary>Fewest buffers with which every channel can be written to while one is on its way.</summary>
    public static int RequiredBuffers(int subpartitions) => subpartitions + 1;

    /// <summary>Waits, on the task's thread, until every consumer has everything.</summary>
    public void WaitUntilConsumed()
    {
        while (!IsConsumed)
        {
            signal.Wait();
        }
    }

    public void Release()
    {
        foreach (var subpartition in Subpartitions)
        {
            subpartition.Release();
        }

        Buffers.Close();
    }
}
