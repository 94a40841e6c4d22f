using FlinkYarn.Hadoop.Rest;
using FlinkYarn.Hadoop.Security;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.Runtime.Contracts.Deployment;
using FlinkYarn.Runtime.Memory;

namespace FlinkYarn.AppMaster.ResourceManager.Yarn;

/// <summary>What YARN is told to start as a TaskManager.</summary>
sealed class TaskManagerLaunch(
    IReadOnlyList<StagedResource> resources, TaskManagerMemory memory, CredentialsFile credentials,
    IReadOnlyDictionary<string, string> userEnvironment, ContainerAcls acls)
{
    /// <summary>Names of variables that a TaskManager reads.</summary>
    public const string MasterVariable = "FLINKYARN_MASTER";

    /// <summary>Line for the shell that becomes the TaskManager.</summary>
    public static string Command(TaskManagerMemory memory, string logFolder) =>
        ContainerRole.Command(ContainerRole.TaskManager, "taskmanager", memory.AddressSpaceKiB, logFolder);

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
            Command = Command(memory, "<LOG_DIR>"),
            Environment = environment,
            Files = resources.ToDictionary(
                resource => resource.Link,
                resource => new ContainerFile(
                    resource.Uri, resource.Size, resource.ModificationTimeMs, resource.IsArchive, resource.IsCached)),
            Credentials = credentials.ForContainers(),
            Acls = acls,
        };
    }
}
