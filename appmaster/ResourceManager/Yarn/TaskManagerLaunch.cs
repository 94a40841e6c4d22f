using FlinkYarn.Hadoop.Rest;
using FlinkYarn.Hadoop.Security;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.Runtime.Contracts.Deployment;
using FlinkYarn.Runtime.Memory;

namespace FlinkYarn.AppMaster.ResourceManager.Yarn;

/// <summary>What YARN is told to start as a TaskManager.</summary>
sealed class TaskManagerLaunch(
    ApplicationDescriptor application, TaskManagerMemory memory, CredentialsFile credentials,
    IReadOnlyDictionary<string, string> userEnvironment)
{
    /// <summary>Names of variables that a TaskManager reads.</summary>
    public const string MasterVariable = "FLINKYARN_MASTER";

    public ContainerLaunch Describe(string masterAddress)
    {
        var environment = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [MasterVariable] = masterAddress,
            // YARN makes the folder and does not say so.
            ["TMPDIR"] = "{{PWD}}/tmp",
        };
        foreach (var (name, value) in memory.Environment.Concat(userEnvironment))
        {
            environment[name] = LaunchScript.QuoteValue(value);
        }

        return new ContainerLaunch
        {
            // The soft limit makes the runtime reserve less address space while it starts; the process lifts it itself.
            Command = $"ulimit -S -v {memory.AddressSpaceKiB} 2>/dev/null; "
                + $"exec ./{StagedResource.DistributionLink}/FlinkYarn.TaskManager "
                + "1><LOG_DIR>/taskmanager.out 2><LOG_DIR>/taskmanager.err",
            Environment = environment,
            Files = application.TaskManagerResources.ToDictionary(
                resource => resource.Link,
                resource => new ContainerFile(
                    resource.Uri, resource.Size, resource.ModificationTimeMs, resource.IsArchive, resource.IsCached)),
            Credentials = credentials.ForContainers(),
        };
    }
}
