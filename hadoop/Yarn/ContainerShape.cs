namespace FlinkYarn.Hadoop.Yarn;

/// <summary>
/// One kind of container. YARN knows a request by its priority, not by its size, so every shape has its own.
/// </summary>
/// <param name="Priority">Lower is more important.</param>
/// <param name="NodeLabel">Null for none.</param>
public sealed record ContainerShape(int Priority, long MemoryMb, int VirtualCores, string? NodeLabel = null);
