namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>How a file is created; what is not set is the cluster's default.</summary>
public sealed record HdfsCreateOptions
{
    public bool Overwrite { get; init; }

    /// <summary>In octal digits; no umask is applied to it.</summary>
    public string? Permission { get; init; }

    public int? Replication { get; init; }

    public long? BlockSize { get; init; }

    /// <summary>Told the bytes sent so far, after each piece.</summary>
    public IProgress<long>? Progress { get; init; }
}
