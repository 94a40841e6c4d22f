namespace FlinkYarn.Runtime.Configuration;

/// <summary>How TaskManagers are got, watched and given back.</summary>
sealed class ResourceManagerOptions
{
    [ConfigKey("resourcemanager.taskmanager-registration.timeout", "A TaskManager that was started must register within this time.")]
    public TimeSpan RegistrationTimeout { get; init; } = TimeSpan.FromMinutes(5);

    [ConfigKey("resourcemanager.start-worker.max-failure-rate", "Failed starts of TaskManagers per minute before a pause.", Minimum = 1)]
    public int MaxStartFailuresPerMinute { get; init; } = 10;

    [ConfigKey("resourcemanager.start-worker.retry-interval", "Length of that pause.")]
    public TimeSpan StartRetryInterval { get; init; } = TimeSpan.FromSeconds(3);

    [ConfigKey("heartbeat.interval", "Time between heartbeats of TaskManagers and the ApplicationMaster.")]
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(10);

    [ConfigKey("heartbeat.timeout", "Silence after which the other side is taken for lost.")]
    public TimeSpan HeartbeatTimeout { get; init; } = TimeSpan.FromSeconds(50);

    [ConfigKey("slot.request.timeout", "A job fails when its slots are missing for this long.")]
    public TimeSpan SlotRequestTimeout { get; init; } = TimeSpan.FromMinutes(5);
}
