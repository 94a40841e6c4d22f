namespace FlinkYarn.Hadoop.Yarn;

/// <summary>
/// One kind of container. YARN knows a request by its priority, not by its size, so every shape has its own.
/// </summary>
/// <param name="Priority">Lower is more important.</param>
/// <param name="NodeLabel">Null for the application's.</param>
/// <param name="Others">Amounts of other resource types, by YARN's name of the type; null for none.</param>
public sealed record ContainerShape(
    int Priority, long MemoryMb, int VirtualCores, string? NodeLabel = null,
    IReadOnlyDictionary<string, long>? Others = null)
{
    static readonly Dictionary<string, long> None = [];

    /// <summary>Amounts of other resource types, by YARN's name of the type.</summary>
    public IReadOnlyDictionary<string, long> Others { get; init; } = Others ?? None;

    /// <summary>For people: "1024 MB and 1 vcores, 2 yarn.io/gpu, on nodes labelled 'fast'".</summary>
    public override string ToString() =>
        $"{MemoryMb} MB and {VirtualCores} vcores"
        + string.Concat(Others.Select(other => $", {other.Value} {other.Key}"))
        + (NodeLabel is { Length: > 0 } label ? $", on nodes labelled '{label}'" : "");
}
