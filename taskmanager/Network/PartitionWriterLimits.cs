namespace FlinkYarn.TaskManager.Network;

/// <summary>Bounds of what a partition's writer collects.</summary>
/// <param name="BatchSize">Rows of a batch.</param>
/// <param name="MaxRecordSize">Bytes of a serialized row.</param>
readonly record struct PartitionWriterLimits(int BatchSize, long MaxRecordSize);
