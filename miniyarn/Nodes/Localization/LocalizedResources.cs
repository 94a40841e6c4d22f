namespace FlinkYarn.MiniYarn.Nodes.Localization;

/// <summary>All that was brought to a container, and what it cost (the variable LOCALIZATION_COUNTERS).</summary>
internal sealed record LocalizedResources(
    IReadOnlyList<ResourceLink> Links, long MissedBytes, long CachedBytes, int MissedFiles, int CachedFiles,
    TimeSpan Took)
{
    public string Counters =>
        $"{MissedBytes},{CachedBytes},{MissedFiles},{CachedFiles},{(long)Took.TotalMilliseconds}";
}
