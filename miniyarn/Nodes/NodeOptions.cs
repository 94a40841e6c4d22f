using FlinkYarn.Hadoop.Proto;

namespace FlinkYarn.MiniYarn.Nodes;

/// <summary>
/// How a node is set up; what is not said is YARN's default (yarn-default.xml), except where it names why.
/// </summary>
/// <param name="Host">By which it is known; it listens on 127.0.0.1 in any case.</param>
/// <param name="Folder">Its own, emptied at the start: local-dirs and log-dirs are in it.</param>
/// <param name="NameNode">WebHDFS; every file system that a resource names is taken for this one.</param>
internal sealed record NodeOptions(string Host, ResourceProto Capacity, string Folder, Uri NameNode)
{
    static readonly string[] Whitelist = ["PATH", "LANG", "TZ"];

    /// <summary>Of the container manager; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>Of the web pages; 0 for a free one.</summary>
    public int WebPort { get; init; }

    /// <summary>yarn.nodemanager.sleep-delay-before-sigkill.ms.</summary>
    public TimeSpan KillDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Physical and virtual memory are watched, as a cluster without cgroups does it.</summary>
    public bool IsMemoryWatched { get; init; } = true;

    /// <summary>
    /// yarn.nodemanager.resource-monitor.interval-ms, which is 3 s there: tests want to see it sooner.
    /// </summary>
    public TimeSpan MemoryWatchInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>yarn.nodemanager.vmem-pmem-ratio.</summary>
    public float VirtualMemoryRatio { get; init; } = 2.1f;

    /// <summary>
    /// yarn.nodemanager.remote-app-log-dir, an HDFS path; null leaves logs unaggregated, which is YARN's default.
    /// </summary>
    public string? RemoteLogFolder { get; init; } = "/tmp/logs";

    /// <summary>yarn.nodemanager.user-home-dir: HOME of every container.</summary>
    public string UserHome { get; init; } = "/home/";

    /// <summary>What containers get unless they set it themselves (yarn.nodemanager.env-whitelist).</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = Whitelist
        .Select(name => (name, value: System.Environment.GetEnvironmentVariable(name)))
        .Where(variable => variable.value is not null)
        .ToDictionary(variable => variable.name, variable => variable.value!);
}
