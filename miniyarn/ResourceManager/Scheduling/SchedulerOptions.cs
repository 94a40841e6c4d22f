namespace FlinkYarn.MiniYarn.ResourceManager.Scheduling;

/// <summary>What the scheduler gives, and to whom (<c>yarn.scheduler.*</c>).</summary>
internal sealed record SchedulerOptions
{
    /// <summary>Memory is given in multiples of it, as CapacityScheduler does.</summary>
    public int MinimumMemoryMb { get; init; } = 128;

    /// <summary>The largest container; less when no node is as large.</summary>
    public ResourceAmount Maximum { get; init; } = new(8192, 8);

    public IReadOnlyList<QueueOptions> Queues { get; init; } = [new("default", 80), new("short", 20)];
}
