using FlinkYarn.MiniYarn.Http;
using FlinkYarn.MiniYarn.Mailbox;
using FlinkYarn.MiniYarn.WebHdfs;

namespace FlinkYarn.MiniYarn.Cluster;

/// <summary>WebHDFS over a local folder: a NameNode and its one DataNode, on loopback.</summary>
internal sealed class HdfsServer : IAsyncDisposable
{
    readonly CommandLoop loop = new("the NameNode");
    readonly HdfsFolder folder;
    readonly List<LoopbackServer> servers = [];

    HdfsServer(HdfsFolder folder) => this.folder = folder;

    /// <summary>Of the NameNode.</summary>
    public Uri Address => servers[^1].Address;

    public static async Task<HdfsServer> StartAsync(string root, string superuser, TimeProvider time)
    {
        var server = new HdfsServer(new HdfsFolder(root, superuser, time));
        try
        {
            var dataNode = await LoopbackServer.StartAsync(0, new DataNode(server.loop, server.folder).Map);
            server.servers.Add(dataNode);
            var nameNode = new NameNode(server.loop, server.folder, dataNode.Address);
            server.servers.Add(await LoopbackServer.StartAsync(0, nameNode.Map));
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a folder as an administrator would, with all above it.</summary>
    public Task MakeFolderAsync(string path, string owner, string permission) => loop.AskAsync(
        () => folder.MakeDirectories(HdfsPath.Parse(path), owner, permission));

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }

        await loop.DisposeAsync();
    }
}
