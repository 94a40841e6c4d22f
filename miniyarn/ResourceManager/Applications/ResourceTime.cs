using FlinkYarn.MiniYarn.ResourceManager.Scheduling;

namespace FlinkYarn.MiniYarn.ResourceManager.Applications;

/// <summary>Resources over time: what an application is charged for.</summary>
internal readonly record struct ResourceTime(long MemoryMbSeconds, long VirtualCoreSeconds)
{
    public static ResourceTime Of(SchedulerContainer container, DateTimeOffset until)
    {
        var milliseconds = (long)(until - container.CreatedAt).TotalMilliseconds;
        return new ResourceTime(
            container.Resource.MemoryMb * milliseconds / 1000, container.Resource.VirtualCores * milliseconds / 1000);
    }

    public static ResourceTime operator +(ResourceTime left, ResourceTime right) => new(
        left.MemoryMbSeconds + right.MemoryMbSeconds, left.VirtualCoreSeconds + right.VirtualCoreSeconds);
}
