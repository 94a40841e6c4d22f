namespace FlinkYarn.MiniYarn.Cluster;

/// <summary>What a cluster on this machine shall be.</summary>
internal sealed record ClusterOptions
{
    /// <summary>Absolute; everything of the cluster is in it: files, logs, configuration.</summary>
    public required string Folder { get; init; }

    /// <summary>Who owns the file system, and has a home in it.</summary>
    public required string User { get; init; }

    public int Nodes { get; init; } = 2;

    /// <summary>Of each node.</summary>
    public int MemoryMb { get; init; } = 4096;

    /// <summary>Other resource types of each node, by name.</summary>
    public IReadOnlyDictionary<string, long> Others { get; init; } = new Dictionary<string, long>();

    /// <summary>Of each node.</summary>
    public int VirtualCores { get; init; } = 8;
}
