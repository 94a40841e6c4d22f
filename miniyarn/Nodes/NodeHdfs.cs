using System.Collections.Concurrent;
using FlinkYarn.Hadoop.Hdfs;
using FlinkYarn.Hadoop.Http;

namespace FlinkYarn.MiniYarn.Nodes;

/// <summary>The node's line to HDFS, in the name of whoever it is for. Thread-safe.</summary>
internal sealed class NodeHdfs(Uri nameNode, ILoggerFactory loggers, TimeProvider time) : IDisposable
{
    readonly ConcurrentDictionary<string, WebHdfsClient> clients = new();

    public WebHdfsClient As(string user) => clients.GetOrAdd(user, name => new WebHdfsClient(
        nameNode, [nameNode], new SimpleAuthentication(name),
        new HadoopClientOptions { Time = time, LoggerFactory = loggers }));

    public void Dispose()
    {
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }
    }
}
