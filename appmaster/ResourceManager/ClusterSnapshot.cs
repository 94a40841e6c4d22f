namespace FlinkYarn.AppMaster.ResourceManager;

/// <summary>The TaskManagers at one moment; immutable.</summary>
/// <param name="Wanted">TaskManagers that jobs need in all.</param>
sealed record ClusterSnapshot(IReadOnlyList<WorkerSnapshot> Registered, int Starting, int Wanted);

/// <summary>One registered TaskManager.</summary>
sealed record WorkerSnapshot(
    string ResourceId, string Host, int DataPort, int Slots, int FreeSlots, DateTimeOffset LastHeartbeat,
    long ResidentBytes);
