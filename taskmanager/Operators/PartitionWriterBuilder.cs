using FlinkYarn.Api.Graph;
using FlinkYarn.Api.Graph.Partitioning;
using FlinkYarn.Api.Types;
using FlinkYarn.TaskManager.Network;
using FlinkYarn.TaskManager.Network.Dispatch;

namespace FlinkYarn.TaskManager.Operators;

/// <summary>Makes the writer of a partition from the output's partitioner.</summary>
sealed class PartitionWriterBuilder(ResultPartition partition, ChainSetup setup, string operatorName)
    : IPartitionerVisitor<IPartitionWriter>
{
    public IPartitionWriter Visit<T>(PlainPartitioner<T> partitioner)
    {
        var serializer = TypeSerializers.For<T>();
        return partitioner.Strategy switch
        {
            ShipStrategy.Forward or ShipStrategy.Global => new SingleChannelWriter<T>(partition, serializer, setup.Limits),
            ShipStrategy.Broadcast => new BroadcastWriter<T>(partition, serializer, setup.Limits),
            ShipStrategy.Rebalance or ShipStrategy.Rescale =>
                new RoundRobinWriter<T>(partition, serializer, setup.Limits, setup.Subtask),
            var other => throw new InvalidOperationException($"Output of '{operatorName}': {other} needs a key."),
        };
    }

    public IPartitionWriter Visit<T, TKey>(KeyGroupPartitioner<T, TKey> partitioner)
        where TKey : notnull
    {
        var keys = new KeyedOutput<T, TKey>(partitioner.KeySelector, setup.MaxParallelism, operatorName);
        return new KeyGroupWriter<T, TKey>(partition, TypeSerializers.For<T>(), setup.Limits, keys);
    }
}
