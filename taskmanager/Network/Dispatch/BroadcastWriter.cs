using FlinkYarn.Api.Types;
using FlinkYarn.TaskManager.Records;

namespace FlinkYarn.TaskManager.Network.Dispatch;

/// <summary>Broadcast: all rows to all channels.</summary>
sealed class BroadcastWriter<T>(ResultPartition partition, TypeSerializer<T> serializer, PartitionWriterLimits limits)
    : PartitionWriter<T>(partition, serializer, limits)
{
    protected override void Distribute(RecordSpan<T> rows)
    {
        for (var channel = 0; channel < Channels; channel++)
        {
            EmitAll(channel, rows);
        }
    }
}
