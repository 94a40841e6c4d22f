namespace FlinkYarn.Runtime.Configuration;

/// <summary>A TaskManager's slots and its patience.</summary>
sealed record TaskManagerOptions
{
    [ConfigKey("taskmanager.numberOfTaskSlots", "Slots of each TaskManager.", Minimum = 1, Maximum = 1024)]
    public int Slots { get; init; } = 1;

    [ConfigKey("taskmanager.registration.timeout",
        "A TaskManager that the ApplicationMaster has not taken in by then ends itself.")]
    public TimeSpan RegistrationTimeout { get; init; } = TimeSpan.FromMinutes(5);

    [ConfigKey("taskmanager.slot.timeout", "A slot that its job has not taken into use by then is free again.")]
    public TimeSpan SlotTimeout { get; init; } = TimeSpan.FromSeconds(10);

    [ConfigKey("task.cancellation.interval", "How often the thread of a task that does not stop is interrupted.")]
    public TimeSpan CancellationInterval { get; init; } = TimeSpan.FromSeconds(30);

    [ConfigKey("task.cancellation.timeout",
        "A task that has not stopped by then ends its TaskManager, which is replaced; 0 waits for ever.")]
    public TimeSpan CancellationTimeout { get; init; } = TimeSpan.FromSeconds(180);
}
