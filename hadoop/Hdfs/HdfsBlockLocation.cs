namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>A part of a file and the hosts that have it.</summary>
public sealed record HdfsBlockLocation(long Offset, long Length, IReadOnlyList<string> Hosts);
