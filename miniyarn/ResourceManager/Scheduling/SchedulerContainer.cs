using FlinkYarn.Hadoop.Yarn;

namespace FlinkYarn.MiniYarn.ResourceManager.Scheduling;

/// <summary>A container that was given and has not ended (RMContainerImpl).</summary>
internal sealed class SchedulerContainer(ContainerId id, SchedulerNode node, ResourceAmount resource)
{
    public ContainerId Id { get; } = id;

    public SchedulerNode Node { get; } = node;

    public ResourceAmount Resource { get; } = resource;

    public required int Priority { get; init; }

    /// <summary>-1 when the ask had none.</summary>
    public required long AllocationRequestId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public bool IsMaster { get; init; }

    public SchedulerContainerState State { get; set; } = SchedulerContainerState.Allocated;

    /// <summary>When its ApplicationMaster learned of it; from then on it must be started in time.</summary>
    public DateTimeOffset AcquiredAt { get; set; }
}
