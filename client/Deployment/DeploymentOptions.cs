using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Client.Deployment;

/// <summary>All options that a deployment reads, and the settings that they were read from.</summary>
sealed record DeploymentOptions(Settings Settings)
{
    public required YarnOptions Yarn { get; init; }

    public required YarnSessionOptions Session { get; init; }

    public required ContainerOptions Containers { get; init; }

    public required JobManagerMemoryOptions JobManager { get; init; }

    public required TaskManagerOptions TaskManager { get; init; }

    public required TaskManagerMemoryOptions TaskManagerMemory { get; init; }

    /// <summary>Amounts of other resource types that every TaskManager gets, and what is wrong with them.</summary>
    public required ExternalResources External { get; init; }

    public required ExecutionOptions Execution { get; init; }

    public required ClientOptions Client { get; init; }

    /// <summary>Reads them; mistakes are the reader's.</summary>
    public static DeploymentOptions Read(Settings settings, ConfigurationReader reader) => new(settings)
    {
        Yarn = reader.Read<YarnOptions>(),
        Session = reader.Read<YarnSessionOptions>(),
        Containers = reader.Read<ContainerOptions>(),
        JobManager = reader.Read<JobManagerMemoryOptions>(),
        TaskManager = reader.Read<TaskManagerOptions>(),
        TaskManagerMemory = reader.Read<TaskManagerMemoryOptions>(),
        External = ExternalResources.Of(reader.Read<ExternalResourceOptions>()),
        Execution = reader.Read<ExecutionOptions>(),
        Client = reader.Read<ClientOptions>(),
    };

    /// <summary>Virtual cores of a TaskManager: one a slot unless the user said otherwise.</summary>
    public int TaskManagerVCores => Yarn.ContainerVCores > 0 ? Yarn.ContainerVCores : TaskManager.Slots;

    /// <summary>
    /// MB of the ApplicationMaster's container, with the first TaskManager in it when the user wants that.
    /// </summary>
    public long MasterMemoryMb =>
        JobManager.ProcessSize.MebiBytes + (Yarn.IsSingleContainer ? TaskManager.ProcessSize.MebiBytes : 0);

    /// <summary>Virtual cores of that container.</summary>
    public int MasterVCores =>
        Yarn.ApplicationMasterVCores + (Yarn.IsSingleContainer ? TaskManagerVCores : 0);

    /// <summary>Null for the file system's default.</summary>
    public short? Replication => Yarn.FileReplication > 0 ? (short)Yarn.FileReplication : null;
}
