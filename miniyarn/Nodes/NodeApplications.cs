using System.ComponentModel;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.Nodes.Launching;
using FlinkYarn.MiniYarn.Nodes.Localization;
using FlinkYarn.MiniYarn.Nodes.Logs;
using FlinkYarn.MiniYarn.Nodes.Watching;

namespace FlinkYarn.MiniYarn.Nodes;

/// <summary>
/// The applications of a node and the lives of their containers: localized, started, watched, ended; and in the end
/// the application's logs on HDFS and its folders gone. Methods are called on the node's loop.
/// </summary>
internal sealed partial class NodeApplications : IAsyncDisposable
{
    const int LaunchFailed = -1;
    const int LocalizationFailed = -1000;
    const int KilledAfterApplication = -107;

    readonly NodeContext node;
    readonly INodeEvents events;
    readonly ILogger logger;
    readonly NodeHdfs hdfs;
    readonly ResourceCache cache;
    readonly Localizer localizer;
    readonly ContainerLauncher launcher;
    readonly LogAggregator aggregator;
    readonly MemoryWatch watch;
    readonly CancellationTokenSource stopping = new();
    readonly Dictionary<YarnApplicationId, NodeApplication> applications = [];
    readonly HashSet<Task> endings = [];
    bool isClosed;

    public NodeApplications(NodeContext node, INodeEvents events)
    {
        this.node = node;
        this.events = events;
        logger = node.Loggers.CreateLogger<NodeApplications>();
        hdfs = new NodeHdfs(node.Options.NameNode, node.Loggers, node.Time);
        var download = new ResourceDownload(hdfs, node.Folders, node.Time);
        cache = new ResourceCache((key, folder) => download.FetchAsync(key, folder, stopping.Token));
        localizer = new Localizer(node.Loop, cache, node.Folders, node.Time);
        launcher = new ContainerLauncher(node);
        aggregator = new LogAggregator(node, hdfs, new LogFiles(node.Folders));
        watch = new MemoryWatch(node, StopKnown);
    }

    public void StartWatching()
    {
        if (node.Options.IsMemoryWatched)
        {
            watch.Start();
        }
    }

    /// <summary>Null when it is not known, or its application has ended.</summary>
    public NodeContainer? Find(ContainerId container) =>
        applications.GetValueOrDefault(container.Attempt.Application)?.Containers.GetValueOrDefault(container);

    /// <summary>Whether containers of the application may still be started.</summary>
    public bool IsEnding(YarnApplicationId application) =>
        isClosed || applications.GetValueOrDefault(application) is { IsEnding: true };

    public void Start(ContainerTokenIdentifierProto identifier, ContainerLaunchContextProto launch)
    {
        var container = new NodeContainer(identifier, launch, node.Time);
        if (!applications.TryGetValue(container.Application, out var application))
        {
            application = new NodeApplication(
                container.Application, container.User, identifier.LogAggregationContext);
            applications.Add(container.Application, application);
        }

        LogStarting(container.Id, container.User);
        application.Containers.Add(container.Id, container);
        application.Runs.Add(RunAsync(container));
    }

    /// <summary>Ends it with this status, unless it is over or being stopped already.</summary>
    public void Stop(NodeContainer container, int exitStatus, string reason)
    {
        if (container.TryStop(exitStatus, reason))
        {
            LogStopping(container.Id, exitStatus, reason);
            _ = container.Process?.StopAsync(node.Options.KillDelay, node.Time);
        }
    }

    /// <summary>The same for one that may be unknown.</summary>
    public void StopKnown(ContainerId container, int exitStatus, string reason)
    {
        if (Find(container) is { } known)
        {
            Stop(known, exitStatus, reason);
        }
    }

    public void End(YarnApplicationId id)
    {
        if (applications.TryGetValue(id, out var application) && !application.IsEnding)
        {
            application.IsEnding = true;
            foreach (var container in application.Containers.Values)
            {
                Stop(container, KilledAfterApplication, "Container killed on application-finish event.");
            }

            endings.RemoveWhere(ending => ending.IsCompletedSuccessfully);
            endings.Add(EndAsync(application));
        }
    }

    /// <summary>Ends everything; not on the loop, which must still run.</summary>
    public async ValueTask DisposeAsync()
    {
        var open = await node.Loop.AskAsync(() =>
        {
            isClosed = true;
            foreach (var id in applications.Keys.ToList())
            {
                End(id);
            }

            return endings.ToList();
        });
        await Task.WhenAll(open);
        await stopping.CancelAsync();
        await watch.DisposeAsync();
        hdfs.Dispose();
        stopping.Dispose();
    }

    async Task RunAsync(NodeContainer container)
    {
        var exitStatus = await TryRunAsync(container);
        await node.Loop.AskAsync(() =>
        {
            watch.Remove(container.Id);
            container.End(container.StopStatus ?? exitStatus);
            LogEnded(container.Id, container.ExitStatus);
            events.ContainerCompleted(node.Id, container.ToStatus());
        });
        NodeFolders.Delete(node.Folders.WorkFolder(container.User, container.Id));
    }

    async Task<int> TryRunAsync(NodeContainer container)
    {
        try
        {
            var resources = await localizer.LocalizeAsync(container);
            var process = await launcher.StartAsync(container, resources);
            await node.Loop.AskAsync(() => OnStarted(container, process));
            var exitCode = await process.Completion;
            var pieces = ExitReport.Describe(container.Id, exitCode, node.Folders.LogsOf(container.Id)).ToList();
            await node.Loop.AskAsync(() => pieces.ForEach(container.Diagnostics.Add));
            return exitCode;
        }
        catch (OperationCanceledException) when (container.Cancelled.IsCancellationRequested)
        {
            return LaunchFailed;
        }
        catch (LocalizationFailure failure)
        {
            return await FailAsync(LocalizationFailed, failure.Message);
        }
        catch (Exception failure) when (failure is IOException or Win32Exception or UnauthorizedAccessException)
        {
            return await FailAsync(LaunchFailed, $"Exception from container-launch.\n{failure.Message}");
        }

        async Task<int> FailAsync(int status, string reason)
        {
            await node.Loop.AskAsync(() => container.Diagnostics.Add(reason));
            return status;
        }
    }

    void OnStarted(NodeContainer container, ContainerProcess process)
    {
        container.Run(process);
        watch.Add(container.Id, process.Id, container.MemoryBytes);
        events.ContainerStarted(node.Id, container.Id.ToProto());
        if (container.StopStatus is not null)
        {
            // Who stopped it found no process yet.
            _ = process.StopAsync(node.Options.KillDelay, node.Time);
        }
    }

    async Task EndAsync(NodeApplication application)
    {
        await Task.WhenAll(application.Runs);
        var isAggregated = await TryAggregateAsync(application);
        var folder = node.Folders.OfApplication(application.User, application.Id);
        await node.Loop.AskAsync(() =>
        {
            cache.Drop(node.Folders.ApplicationCache(application.User, application.Id));
            applications.Remove(application.Id);
            var (timestamp, number) = application.Id;
            events.ApplicationEnded(
                node.Id, new ApplicationIdProto { ClusterTimestamp = timestamp, Id = number }, isAggregated);
        });
        NodeFolders.Delete(folder);
        if (isAggregated)
        {
            NodeFolders.Delete(node.Folders.LogsOf(application.Id));
        }
    }

    async Task<bool> TryAggregateAsync(NodeApplication application)
    {
        if (node.Options.RemoteLogFolder is not { } remote)
        {
            return false;
        }

        try
        {
            await aggregator.AggregateAsync(application, remote);
            return true;
        }
        catch (IOException failure)
        {
            // The logs stay on the node.
            LogNotAggregated(application.Id, failure.Message);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Container} of {User} is being started")]
    partial void LogStarting(ContainerId container, string user);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Container} is being stopped ({Status}): {Reason}")]
    partial void LogStopping(ContainerId container, int status, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Container} has ended with {Status}")]
    partial void LogEnded(ContainerId container, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The logs of {Application} could not be aggregated: {Reason}")]
    partial void LogNotAggregated(YarnApplicationId application, string reason);
}
