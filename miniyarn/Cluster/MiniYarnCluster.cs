using System.Security.Cryptography;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.Http;
using FlinkYarn.MiniYarn.Nodes;
using FlinkYarn.MiniYarn.ResourceManager;
using FlinkYarn.MiniYarn.ResourceManager.Scheduling;
using FlinkYarn.MiniYarn.Tokens;

namespace FlinkYarn.MiniYarn.Cluster;

/// <summary>
/// A whole YARN and HDFS in this process and one folder; only containers are processes of their own. What it writes
/// into the folder's conf is what clients need to find it, as of any Hadoop.
/// </summary>
internal sealed class MiniYarnCluster : IAsyncDisposable
{
    const string RemoteLogs = "/app-logs";
    const int HighestPriority = 10;

    readonly ClusterOptions options;
    readonly Dictionary<int, Node> nodes = [];
    readonly ILoggerFactory loggers;
    readonly TimeProvider time;
    readonly TokenSecrets tokens = new(RandomNumberGenerator.GetBytes(32));
    LoopbackServer? faults;
    HdfsServer? hdfs;
    ResourceManager.ResourceManager? manager;

    MiniYarnCluster(ClusterOptions options, ILoggerFactory loggers, TimeProvider time)
    {
        this.options = options;
        this.loggers = loggers;
        this.time = time;
    }

    public Uri ResourceManager => manager!.WebAddress;

    public Uri NameNode => hdfs!.Address;

    ResourceAmount Capacity => new(options.MemoryMb, options.VirtualCores, new OtherResources(options.Others));

    /// <summary>For HADOOP_CONF_DIR.</summary>
    public string ConfigurationFolder => Path.Combine(options.Folder, "conf");

    /// <summary>Ends only when a bug has stopped the ResourceManager.</summary>
    public Task Completion => manager!.Completion;

    public static async Task<MiniYarnCluster> StartAsync(
        ClusterOptions options, ILoggerFactory loggers, TimeProvider time)
    {
        ClusterFile.Delete(options.Folder);
        Leftovers.Kill(options.Folder);
        var cluster = new MiniYarnCluster(options, loggers, time);
        try
        {
            await cluster.StartHdfsAsync();
            await cluster.StartYarnAsync();
            cluster.faults = await LoopbackServer.StartAsync(0, new ClusterFaults(cluster).Map);
            cluster.WriteConfiguration();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>A node goes down with all that runs on it, and the ResourceManager knows it at once.</summary>
    /// <param name="id">host:port.</param>
    /// <returns>The number by which it can be started again; null when there is no such node.</returns>
    public async Task<int?> StopNodeAsync(string id)
    {
        foreach (var (number, node) in nodes.ToList())
        {
            if (YarnNodeId.Of(node.Id).ToString() == id && nodes.Remove(number))
            {
                await manager!.LoseNodeAsync(node.Id);
                await node.DisposeAsync();
                return number;
            }
        }

        return null;
    }

    /// <summary>It comes with an empty folder.</summary>
    public async Task StartNodeAsync(int number)
    {
        if (nodes.ContainsKey(number))
        {
            return;
        }

        var folder = Directory.CreateDirectory(Path.Combine(options.Folder, "nodes", $"node{number}")).FullName;
        var node = await Node.StartAsync(
            new NodeOptions("localhost", Capacity.ToProto(), folder, hdfs!.Address) { RemoteLogFolder = RemoteLogs },
            tokens, manager!, loggers, time);
        nodes.Add(number, node);
        await manager!.AddNodeAsync(node);
    }

    /// <summary>See <see cref="ResourceManager.ResourceManager.RestartAsync"/>.</summary>
    public Task RestartResourceManagerAsync() => manager!.RestartAsync();

    public Task StopNameNodeAsync() => hdfs!.StopNameNodeAsync();

    public Task StartNameNodeAsync() => hdfs!.StartNameNodeAsync();

    /// <summary>Nodes first, so that they end their containers while everything is still there.</summary>
    public async ValueTask DisposeAsync()
    {
        ClusterFile.Delete(options.Folder);
        if (faults is not null)
        {
            await faults.DisposeAsync();
        }

        await Task.WhenAll(nodes.Values.Select(node => node.DisposeAsync().AsTask()));
        if (manager is not null)
        {
            await manager.DisposeAsync();
        }

        if (hdfs is not null)
        {
            await hdfs.DisposeAsync();
        }
    }

    async Task StartHdfsAsync()
    {
        var root = Directory.CreateDirectory(Path.Combine(options.Folder, "hdfs")).FullName;
        hdfs = await HdfsServer.StartAsync(root, options.User, time);
        await hdfs.MakeFolderAsync("/tmp", options.User, "1777");
        await hdfs.MakeFolderAsync(RemoteLogs, options.User, "1777");
        await hdfs.MakeFolderAsync($"/user/{options.User}", options.User, "700");
    }

    async Task StartYarnAsync()
    {
        manager = await MiniYarn.ResourceManager.ResourceManager.StartAsync(
            new ResourceManagerOptions
            {
                Scheduler = new SchedulerOptions
                {
                    Maximum = Capacity,
                },
                HighestPriority = HighestPriority,
            },
            tokens, loggers, time);
        for (var number = 1; number <= options.Nodes; number++)
        {
            await StartNodeAsync(number);
        }
    }

    void WriteConfiguration()
    {
        Directory.CreateDirectory(ConfigurationFolder);
        SiteFile.Write(Path.Combine(ConfigurationFolder, "core-site.xml"), new Dictionary<string, string>
        {
            ["fs.defaultFS"] = $"hdfs://{NameNode.Authority}",
            ["hadoop.security.authentication"] = "simple",
        });
        SiteFile.Write(Path.Combine(ConfigurationFolder, "hdfs-site.xml"), new Dictionary<string, string>
        {
            ["dfs.namenode.http-address"] = NameNode.Authority,
            ["dfs.replication"] = "1",
        });
        SiteFile.Write(Path.Combine(ConfigurationFolder, "yarn-site.xml"), new Dictionary<string, string>(
            manager!.Configuration)
        {
            ["yarn.log-aggregation-enable"] = "true",
            ["yarn.nodemanager.remote-app-log-dir"] = RemoteLogs,
        });
        new ClusterFile("mini", Text(ResourceManager), Text(NameNode), options.Nodes, ConfigurationFolder)
        {
            Faults = Text(faults!.Address),
        }.Write(options.Folder);
    }

    static string Text(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
