namespace FlinkYarn.Runtime.Configuration;

/// <summary>How TaskManagers are got, watched and given back.</summary>
sealed class ResourceManagerOptions
{
    [ConfigKey("resourcemanager.taskmanager-registration.timeout",
        "A TaskManager that was started must register within this time.")]
    public TimeSpan RegistrationTimeout { get; init; } = TimeSpan.FromMinutes(5);

    [ConfigKey("resourcemanager.start-worker.max-failure-rate",
        "Failed starts of TaskManagers per minute before a pause.", Minimum = 1)]
    public int MaxStartFailuresPerMinute { get; init; } = 10;

    [ConfigKey("resourcemanager.start-worker.retry-interval", "Length of that pause.")]
    public TimeSpan StartRetryInterval { get; init; } = TimeSpan.FromSeconds(3);

    [ConfigKey("resourcemanager.taskmanager-timeout",
        "A TaskManager whose slots are all free for this long is given back.", Minimum = 0)]
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    [ConfigKey("slotmanager.number-of-slots.max", "Most slots of all TaskManagers together; no more are asked for.",
        Minimum = 1)]
    public int MaxSlots { get; init; } = int.MaxValue;

    [ConfigKey("slotmanager.number-of-slots.min",
        "Slots that are kept even when no job needs them, and asked for before one does.", Minimum = 0)]
    public int MinSlots { get; init; }

    [ConfigKey("slotmanager.redundant-taskmanager-num",
        "TaskManagers kept free beside those that jobs need, so that a lost one is replaced at once.", Minimum = 0)]
    public int RedundantTaskManagers { get; init; }

    [ConfigKey("heartbeat.interval", "Time between heartbeats of TaskManagers and the ApplicationMaster.")]
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(10);

    [ConfigKey("heartbeat.timeout", "Silence after which the other side is taken for lost.")]
    public TimeSpan HeartbeatTimeout { get; init; } = TimeSpan.FromSeconds(50);

    [ConfigKey("slot.request.timeout", "A job fails when its slots are missing for this long.")]
    public TimeSpan SlotRequestTimeout { get; init; } = TimeSpan.FromMinutes(5);
}
