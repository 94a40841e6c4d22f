using FlinkYarn.Api.Graph.Partitioning;
using FlinkYarn.Api.Keys;
using FlinkYarn.Api.Types;
using FlinkYarn.TaskManager.Records;

namespace FlinkYarn.TaskManager.Network.Dispatch;

/// <summary>Hash: each row to the subtask that owns its key's key group.</summary>
sealed class KeyGroupWriter<T, TKey>(
    ResultPartition partition, TypeSerializer<T> serializer, PartitionWriterLimits limits, KeyedOutput<T, TKey> keys)
    : PartitionWriter<T>(partition, serializer, limits)
    where TKey : notnull
{
    readonly IKeyHasher<TKey> hasher = KeyHashers.For<TKey>();
    readonly ushort[] channelOfGroup = Table(keys.MaxParallelism, partition.Subpartitions.Length);
    ushort[] targets = new ushort[limits.BatchSize];

    protected override void Distribute(RecordSpan<T> rows)
    {
        if (rows.Count > targets.Length)
        {
            targets = new ushort[rows.Count];
        }

        try
        {
            Choose(rows.Values);
        }
        catch (Exception failure) when (OperatorException.IsFrom(failure))
        {
            throw new OperatorException(keys.OperatorName, failure);
        }

        for (var index = 0; index < rows.Count; index++)
        {
            Emit(targets[index], rows, index);
        }
    }

    static ushort[] Table(int maxParallelism, int parallelism)
    {
        var table = new ushort[maxParallelism];
        for (var group = 0; group < maxParallelism; group++)
        {
            table[group] = (ushort)KeyGroups.Subtask(group, maxParallelism, parallelism);
        }

        return table;
    }

    void Choose(ReadOnlySpan<T> rows)
    {
        var select = keys.Selector;
        var table = channelOfGroup;
        for (var index = 0; index < rows.Length; index++)
        {
            targets[index] = table[KeyGroups.Of(hasher.Hash(select(rows[index])), table.Length)];
        }
    }
}
