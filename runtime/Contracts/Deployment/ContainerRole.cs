namespace FlinkYarn.Runtime.Contracts.Deployment;

/// <summary>What a container's one executable is told to be.</summary>
static class ContainerRole
{
    public const string AppMaster = "appmaster";
    public const string TaskManager = "taskmanager";

    const string Executable = $"./{StagedResource.DistributionLink}/FlinkYarn.Container";

    /// <summary>
    /// Line for the shell of the container's folder that becomes the process, so that signals reach it. The soft limit
    /// makes the runtime reserve less address space while it starts; the process lifts it itself. When a container
    /// fails YARN shows the end of what has "stderr" in its name
    /// (<c>yarn.nodemanager.container.stderr.pattern</c>): the link has, and leads to what Flink's users look for.
    /// </summary>
    /// <param name="role"><see cref="AppMaster"/> or <see cref="TaskManager"/>.</param>
    /// <param name="name">Of its log files: jobmanager or taskmanager.</param>
    /// <param name="addressSpaceKiB">The soft limit.</param>
    /// <param name="logFolder">Where its output goes, appended.</param>
    public static string Command(string role, string name, long addressSpaceKiB, string logFolder) =>
        $"ulimit -S -v {addressSpaceKiB} 2>/dev/null; ln -sf {name}.err {logFolder}/{name}.stderr; "
        + $"exec {Executable} {role} 1>>{logFolder}/{name}.out 2>>{logFolder}/{name}.err";
}
