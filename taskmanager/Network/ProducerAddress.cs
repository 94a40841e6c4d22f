namespace FlinkYarn.TaskManager.Network;

/// <summary>Where the rows of an input channel come from.</summary>
sealed record ProducerAddress(PartitionKey Partition, int Subpartition, string ResourceId, string Host, int Port);
