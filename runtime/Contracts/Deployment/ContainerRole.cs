namespace FlinkYarn.Runtime.Contracts.Deployment;

/// <summary>What a container's one executable is told to be.</summary>
static class ContainerRole
{
    public const string AppMaster = "appmaster";
    public const string TaskManager = "taskmanager";

    /// <summary>From the container's folder, for its launch command.</summary>
    public const string Executable = $"./{StagedResource.DistributionLink}/FlinkYarn.Container";
}
