namespace FlinkYarn.MiniYarn.ResourceManager.Scheduling;

/// <summary>How far a container has come (RMContainerState).</summary>
internal enum SchedulerContainerState
{
    /// <summary>Chosen, and not yet told.</summary>
    Allocated,

    /// <summary>Told to its ApplicationMaster.</summary>
    Acquired,

    /// <summary>Started by its node.</summary>
    Running,
}
