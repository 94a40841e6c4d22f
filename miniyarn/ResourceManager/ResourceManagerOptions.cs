using FlinkYarn.MiniYarn.ResourceManager.Applications;
using FlinkYarn.MiniYarn.ResourceManager.Scheduling;

namespace FlinkYarn.MiniYarn.ResourceManager;

/// <summary>How a ResourceManager is set up; a port of 0 is any that is free.</summary>
internal sealed record ResourceManagerOptions
{
    public int WebPort { get; init; }

    /// <summary>Where ApplicationMasters register.</summary>
    public int SchedulerPort { get; init; }

    public SchedulerOptions Scheduler { get; init; } = new();

    public ApplicationOptions Applications { get; init; } = new();

    /// <summary>Of an application (yarn.cluster.max-application-priority).</summary>
    public int HighestPriority { get; init; }
}
