namespace FlinkYarn.MiniYarn.ResourceManager.Scheduling;

/// <summary>
/// What tells one group of asks from another (SchedulerRequestKey): its order is the order of service. The size is no
/// part of it, so that of two sizes with one key the last counts, as in Hadoop.
/// </summary>
internal readonly record struct AskKey(int Priority, long AllocationRequestId) : IComparable<AskKey>
{
    public int CompareTo(AskKey other)
    {
        var order = Priority.CompareTo(other.Priority);
        return order != 0 ? order : AllocationRequestId.CompareTo(other.AllocationRequestId);
    }
}
