using FlinkYarn.Hadoop.Rest;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts.Deployment;
using FlinkYarn.Runtime.Memory;

namespace FlinkYarn.Client.Deployment;

/// <summary>
/// How the NodeManager starts the ApplicationMaster: one command, replaced by the process so that signals reach it.
/// </summary>
sealed class LaunchCommand(DeploymentOptions options)
{
    readonly ApplicationMasterMemory memory = ApplicationMasterMemory.Of(options.JobManager.ProcessSize);

    /// <summary>With YARN's own placeholder for the log folder.</summary>
    public string Text =>
        ContainerRole.Command(ContainerRole.AppMaster, "jobmanager", memory.AddressSpaceKiB, "<LOG_DIR>");

    /// <summary>Quoted for YARN's launch script.</summary>
    public IReadOnlyDictionary<string, string> Environment
    {
        get
        {
            var environment = new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                // YARN makes the folder and does not say so; the machine's /tmp may be full or forbidden.
                ["TMPDIR"] = "{{PWD}}/tmp",
            };
            foreach (var (name, value) in memory.Environment.Concat(options.Containers.MasterEnvironment))
            {
                environment[name] = LaunchScript.QuoteValue(value);
            }

            return environment;
        }
    }

    /// <summary>Environment of the user's that would break the launch script; one sentence each.</summary>
    public static IEnumerable<string> Mistakes(ContainerOptions containers)
    {
        foreach (var (key, variables) in new[]
        {
            ("containerized.master.env.", containers.MasterEnvironment),
            ("containerized.taskmanager.env.", containers.TaskManagerEnvironment),
        })
        {
            foreach (var (name, value) in variables)
            {
                if (!name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
                    || char.IsAsciiDigit(name[0]))
                {
                    yield return $"{key}{name}: '{name}' is no name of an environment variable.";
                }
                else if (QuoteMistake(value) is { } mistake)
                {
                    yield return $"{key}{name}: {mistake}";
                }
            }
        }
    }

    static string? QuoteMistake(string value)
    {
        try
        {
            LaunchScript.QuoteValue(value);
            return null;
        }
        catch (ArgumentException mistake)
        {
            return mistake.Message;
        }
    }
}
