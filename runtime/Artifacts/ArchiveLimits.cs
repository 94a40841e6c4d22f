namespace FlinkYarn.Runtime.Artifacts;

/// <summary>What an archive may become when it is unpacked; a larger one is refused.</summary>
sealed record ArchiveLimits
{
    public static ArchiveLimits Default { get; } = new();

    public int Entries { get; init; } = 50_000;

    /// <summary>Bytes of all files together.</summary>
    public long TotalBytes { get; init; } = 4L << 30;

    /// <summary>Unpacked bytes a packed byte; assemblies compress to about a third.</summary>
    public int Ratio { get; init; } = 200;

    /// <summary>What may be unpacked of an archive of this length; a small one is not measured by its ratio.</summary>
    public long BytesAllowed(long packedLength) =>
        Math.Min(TotalBytes, Math.Max(16L << 20, packedLength > TotalBytes / Ratio ? TotalBytes : packedLength * Ratio));
}
