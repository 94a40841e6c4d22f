using FlinkYarn.TaskManager.Memory;
using FlinkYarn.TaskManager.Records;

namespace FlinkYarn.TaskManager.Network;

/// <summary>What a partition's writer has begun for one subpartition and not yet handed over.</summary>
struct Outlet<T>
{
    /// <summary>Rows as bytes; null when none were begun.</summary>
    public NetworkBuffer? Buffer;

    /// <summary>Rows as they are, for a consumer in this process; null when none were begun.</summary>
    public RecordBatch<T>? Batch;

    /// <summary>Whether rows go as they are from now on.</summary>
    public bool TakesBatches;
}
