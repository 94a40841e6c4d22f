using System.Runtime.InteropServices;
using FlinkYarn.MiniYarn.Cluster;

namespace FlinkYarn.MiniYarn.Commands;

/// <summary><c>up</c>: a cluster in the foreground until it is interrupted, or as a daemon.</summary>
internal sealed class UpCommand(TextWriter output, TimeProvider time)
{
    public async Task<int> RunAsync(ClusterOptions options, bool isDaemon, CancellationToken cancellationToken)
    {
        using (var running = ClusterProcess.Find(options.Folder))
        {
            if (running is not null && ClusterFile.Read(options.Folder) is { } cluster)
            {
                await output.WriteLineAsync($"It runs already, as process {running.Id}.");
                await DescribeAsync(cluster);
                return ExitCodes.Success;
            }
        }

        Directory.CreateDirectory(options.Folder);

        // Of a cluster that was killed; it must not pass for the one that starts now.
        ClusterFile.Delete(options.Folder);
        if (!isDaemon)
        {
            return await RunHereAsync(options, cancellationToken);
        }

        string[] arguments =
        [
            "up", "--dir", options.Folder, "--nodes", $"{options.Nodes}", "--memory", $"{options.MemoryMb}",
            .. options.Others.SelectMany(type => new[] { "--resource", $"{type.Key}={type.Value}" }),
        ];
        var started = await new Daemon(options.Folder, output, time).StartAsync(arguments, cancellationToken);
        if (started is null)
        {
            return ExitCodes.Failure;
        }

        await DescribeAsync(started);
        return ExitCodes.Success;
    }

    async Task<int> RunHereAsync(ClusterOptions options, CancellationToken cancellationToken)
    {
        ClusterProcess.Record(options.Folder);
        using var loggers = LoggerFactory.Create(logging => logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd HH:mm:ss.fff ";
            console.UseUtcTimestamp = true;
        }));
        try
        {
            await using var cluster = await MiniYarnCluster.StartAsync(options, loggers, time);
            await DescribeAsync(ClusterFile.Read(options.Folder)!);
            await UntilStoppedAsync(cluster, cancellationToken);
            return ExitCodes.Success;
        }
        finally
        {
            ClusterProcess.Forget(options.Folder);
        }
    }

    // A signal is an order to end well; the runtime's own answer to it would end the process before the nodes are.
    static async Task UntilStoppedAsync(MiniYarnCluster cluster, CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var canceled = cancellationToken.Register(() => stopped.TrySetResult());
        await await Task.WhenAny(stopped.Task, cluster.Completion);

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopped.TrySetResult();
        }
    }

    async Task DescribeAsync(ClusterFile cluster)
    {
        await output.WriteLineAsync($"ResourceManager: {cluster.ResourceManager}");
        await output.WriteLineAsync($"NameNode:        {cluster.NameNode}");
        await output.WriteLineAsync("To use it:");
        await output.WriteLineAsync($"  export HADOOP_CONF_DIR={cluster.HadoopConfDir}");
        await output.FlushAsync();
    }
}
