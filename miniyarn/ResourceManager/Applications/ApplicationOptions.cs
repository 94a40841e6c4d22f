namespace FlinkYarn.MiniYarn.ResourceManager.Applications;

/// <summary>Limits of applications' lives (<c>yarn.resourcemanager.am.*</c>, <c>yarn.am.*</c>).</summary>
internal sealed record ApplicationOptions
{
    /// <summary>What an application may ask for at most, and gets when it does not ask.</summary>
    public int MaxAttempts { get; init; } = 4;

    /// <summary>Silence after which an ApplicationMaster is given up.</summary>
    public TimeSpan MasterExpiry { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a container may stay unstarted after its ApplicationMaster got it.</summary>
    public TimeSpan ContainerExpiry { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Ended applications that are still known.</summary>
    public int MaxCompleted { get; init; } = 1000;
}
