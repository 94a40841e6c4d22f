using FlinkYarn.Api.Types;
using FlinkYarn.TaskManager.Records;

namespace FlinkYarn.TaskManager.Network.Dispatch;

/// <summary>Forward and global: all rows to the first channel.</summary>
sealed class SingleChannelWriter<T>(ResultPartition partition, TypeSerializer<T> serializer, PartitionWriterLimits limits)
    : PartitionWriter<T>(partition, serializer, limits)
{
    protected override void Distribute(RecordSpan<T> rows) => EmitAll(0, rows);
}
