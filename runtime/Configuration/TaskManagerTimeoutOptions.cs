namespace FlinkYarn.Runtime.Configuration;

/// <summary>A TaskManager's patience with the ApplicationMaster.</summary>
sealed class TaskManagerTimeoutOptions
{
    [ConfigKey("taskmanager.registration.timeout",
        "A TaskManager that the ApplicationMaster has not taken in by then ends itself.", Minimum = 100)]
    public TimeSpan RegistrationTimeout { get; set; } = TimeSpan.FromMinutes(5);

    [ConfigKey("taskmanager.slot.timeout", "A slot that its job has not taken into use by then is free again.",
        Minimum = 10)]
    public TimeSpan SlotTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
