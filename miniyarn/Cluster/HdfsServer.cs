using FlinkYarn.MiniYarn.Http;
using FlinkYarn.MiniYarn.Mailbox;
using FlinkYarn.MiniYarn.WebHdfs;

namespace FlinkYarn.MiniYarn.Cluster;

/// <summary>WebHDFS over a local folder: a NameNode and its one DataNode, on loopback.</summary>
internal sealed class HdfsServer : IAsyncDisposable
{
    readonly CommandLoop loop = new("the NameNode");
    readonly HdfsFolder folder;
    LoopbackServer? dataNode;
    LoopbackServer? nameNode;
    Uri? address;

    HdfsServer(HdfsFolder folder) => this.folder = folder;

    /// <summary>Of the NameNode; the same after it was stopped and started.</summary>
    public Uri Address => address!;

    public static async Task<HdfsServer> StartAsync(string root, string superuser, TimeProvider time)
    {
        var server = new HdfsServer(new HdfsFolder(root, superuser, time));
        try
        {
            server.dataNode = await LoopbackServer.StartAsync(0, new DataNode(server.loop, server.folder).Map);
            await server.StartNameNodeAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Nobody can reach it until it is started again; the DataNode goes on.</summary>
    public async Task StopNameNodeAsync()
    {
        if (Interlocked.Exchange(ref nameNode, null) is { } running)
        {
            await running.DisposeAsync();
        }
    }

    public async Task StartNameNodeAsync()
    {
        if (nameNode is null)
        {
            nameNode = await LoopbackServer.StartAsync(
                address?.Port ?? 0, new NameNode(loop, folder, dataNode!.Address).Map);
            address = nameNode.Address;
        }
    }

    /// <summary>Makes a folder as an administrator would, with all above it.</summary>
    public Task MakeFolderAsync(string path, string owner, string permission) => loop.AskAsync(
        () => folder.MakeDirectories(HdfsPath.Parse(path), owner, permission));

    public async ValueTask DisposeAsync()
    {
        await StopNameNodeAsync();
        if (dataNode is not null)
        {
            await dataNode.DisposeAsync();
        }

        await loop.DisposeAsync();
    }
}
