using FlinkYarn.Api.Types;
using FlinkYarn.TaskManager.Records;

namespace FlinkYarn.TaskManager.Network.Dispatch;

/// <summary>
/// Rebalance and rescale: each row to the channel after the last one's. Subtasks begin at different channels, so that
/// few rows do not all meet in the first.
/// </summary>
sealed class RoundRobinWriter<T>(
    ResultPartition partition, TypeSerializer<T> serializer, PartitionWriterLimits limits, int firstChannel)
    : PartitionWriter<T>(partition, serializer, limits)
{
    int next = firstChannel % partition.Subpartitions.Length;

    protected override void Distribute(RecordSpan<T> rows)
    {
        for (var index = 0; index < rows.Count; index++)
        {
            Emit(next, rows, index);
            next = next + 1 == Channels ? 0 : next + 1;
        }
    }
}
