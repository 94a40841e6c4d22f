namespace FlinkYarn.Hadoop.Yarn;

/// <summary>
/// One kind of container. YARN knows a request by its priority, not by its size, so every shape has its own.
/// </summary>
/// <param name="Priority">Lower is more important.</param>
/// <param name="NodeLabel">Null for the application's.</param>
/// <param name="Others">Amounts of other resource types, by YARN's name of the type; null for none.</param>
public sealed record ContainerShape(
    int Priority, long MemoryMb, int VirtualCores, string? NodeLabel = null,
    IReadOnlyDictionary<string, long>? Others = null);
