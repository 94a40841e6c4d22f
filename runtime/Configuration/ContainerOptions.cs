namespace FlinkYarn.Runtime.Configuration;

/// <summary>What containers find in their environment; Flink's <c>ResourceManagerOptions</c>.</summary>
sealed class ContainerOptions
{
    [ConfigKey("containerized.master.env.", "An environment variable of the ApplicationMaster.")]
    public IReadOnlyDictionary<string, string> MasterEnvironment { get; set; } = new Dictionary<string, string>();

    [ConfigKey("containerized.taskmanager.env.", "An environment variable of the TaskManagers.")]
    public IReadOnlyDictionary<string, string> TaskManagerEnvironment { get; set; } = new Dictionary<string, string>();
}
