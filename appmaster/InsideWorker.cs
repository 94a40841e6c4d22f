using FlinkYarn.AppMaster.ResourceManager.Processes;
using FlinkYarn.AppMaster.ResourceManager.Yarn;
using FlinkYarn.Runtime.Memory;

namespace FlinkYarn.AppMaster;

/// <summary>
/// The TaskManager in the ApplicationMaster's own container: it gets the files that YARN has localized for the
/// container, and of its environment what is not the ApplicationMaster's own. The token for YARN's scheduler is not
/// named to it.
/// </summary>
sealed class InsideWorker(
    ContainerEnvironment container, TaskManagerMemory memory, IReadOnlyDictionary<string, string> userEnvironment,
    ILoggerFactory loggers)
{
    static readonly string[] Inherited =
        ["PATH", "HOME", "USER", "LOGNAME", "LANG", "LOCAL_DIRS", "HADOOP_CONF_DIR", "YARN_CONF_DIR", "HADOOP_HOME"];

    /// <param name="folder">The container's work folder.</param>
    public ProcessDriverSetup Describe(string folder) => new()
    {
        Command = TaskManagerLaunch.Command(memory, "$LOG_DIRS"),
        Folder = new DirectoryInfo(Path.Combine(folder, "workers")),
        Files = container.TaskManagerResources.Select(resource => resource.Link)
            .ToDictionary(link => link, link => Path.Combine(folder, link)),
        Environment = Variables(),
        LogFolder = _ => container.LogFolder,
        Host = container.Host,
        MostWorkers = 1,
        Loggers = loggers,
    };

    Dictionary<string, string> Variables()
    {
        var variables = new Dictionary<string, string>();
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
            {
                variables[name] = value;
            }
        }

        foreach (var (name, value) in memory.Environment.Concat(userEnvironment))
        {
            variables[name] = value;
        }

        return variables;
    }
}
