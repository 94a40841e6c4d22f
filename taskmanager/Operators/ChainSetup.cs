using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.FileSystems;
using FlinkYarn.TaskManager.Network;
using FlinkYarn.TaskManager.Operators.Sinks;
using FlinkYarn.TaskManager.Operators.Sources;
using FlinkYarn.TaskManager.Threading;

namespace FlinkYarn.TaskManager.Operators;

/// <summary>What a chain gets from its task and its process.</summary>
sealed record ChainSetup
{
    public required string JobId { get; init; }

    public required int Subtask { get; init; }

    public required int Attempt { get; init; }

    public required int Parallelism { get; init; }

    public required int MaxParallelism { get; init; }

    public required TaskSignal Signal { get; init; }

    public required TaskOptions Options { get; init; }

    public required long MaxRecordSize { get; init; }

    public required FileSystemRegistry Files { get; init; }

    /// <summary>Null for a source.</summary>
    public InputGate? Input { get; init; }

    /// <summary>The task's partitions, each with the index of the chain's output that fills it.</summary>
    public required IReadOnlyList<(int ChainOutput, ResultPartition Partition)> Outputs { get; init; }

    public required ISplitProvider Splits { get; init; }

    public required IRowCollector Collector { get; init; }

    public required ConsoleStreams Console { get; init; }

    public PartitionWriterLimits Limits => new(Options.BatchSize, MaxRecordSize);
}
