namespace FlinkYarn.Hadoop.Logs;

/// <summary>One log file of one container, out of a NodeManager's aggregated file.</summary>
/// <param name="Container">The container's id as text.</param>
/// <param name="FileName">As the container named it.</param>
/// <param name="Content">Its bytes; rolling aggregation gives one file in several pieces.</param>
public sealed record AggregatedLog(string Container, string FileName, ReadOnlyMemory<byte> Content);
