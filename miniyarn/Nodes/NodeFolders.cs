using FlinkYarn.Hadoop.Yarn;

namespace FlinkYarn.MiniYarn.Nodes;

/// <summary>Where a node keeps what, laid out as YARN's local-dirs and log-dirs (ContainerLocalizer).</summary>
internal sealed class NodeFolders(string root)
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    const UnixFileMode GroupToo = OwnerOnly | UnixFileMode.GroupExecute;

    public string Local { get; } = Path.Combine(Path.GetFullPath(root), "local");

    public string Logs { get; } = Path.Combine(Path.GetFullPath(root), "logs");

    /// <summary>Files that only the node itself reads.</summary>
    public string Private => Path.Combine(Local, "nmPrivate");

    /// <summary>Resources that all users share.</summary>
    public string PublicCache => Path.Combine(Local, "filecache");

    public string OfUser(string user) => Path.Combine(Local, "usercache", user);

    /// <summary>Resources that a user's applications share.</summary>
    public string PrivateCache(string user) => Path.Combine(OfUser(user), "filecache");

    public string OfApplication(string user, YarnApplicationId application) =>
        Path.Combine(OfUser(user), "appcache", application.ToString());

    /// <summary>Resources of one application.</summary>
    public string ApplicationCache(string user, YarnApplicationId application) =>
        Path.Combine(OfApplication(user, application), "filecache");

    public string WorkFolder(string user, ContainerId container) =>
        Path.Combine(OfApplication(user, container.Attempt.Application), container.ToString());

    public string LogsOf(YarnApplicationId application) => Path.Combine(Logs, application.ToString());

    public string LogsOf(ContainerId container) =>
        Path.Combine(LogsOf(container.Attempt.Application), container.ToString());

    public string ProcessIdFile(ContainerId container) => Path.Combine(Private, $"{container}.pid");

    /// <summary>Begins anew: a node does not recover what an earlier one left.</summary>
    public void Reset()
    {
        foreach (var folder in new[] { Local, Logs })
        {
            Delete(folder);
            Directory.CreateDirectory(folder);
        }

        Directory.CreateDirectory(Private, OwnerOnly);
    }

    /// <summary>The folders of a container (ContainerExecutor: 0710).</summary>
    public void Create(string user, ContainerId container)
    {
        Directory.CreateDirectory(WorkFolder(user, container), GroupToo);
        Directory.CreateDirectory(Path.Combine(WorkFolder(user, container), "tmp"), GroupToo);
        Directory.CreateDirectory(LogsOf(container), GroupToo);
    }

    public static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
