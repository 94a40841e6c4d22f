using System.Net;
using System.Net.Sockets;

namespace FlinkYarn.MiniYarn.Rpc;

/// <summary>
/// A server of Hadoop RPC 9 for one protocol (org.apache.hadoop.ipc.Server). Who has no token is refused, as YARN's
/// scheduler and container managers do in every cluster. Handlers run on the thread pool.
/// </summary>
internal sealed partial class RpcServer : IAsyncDisposable
{
    readonly TcpListener listener;
    readonly RpcService service;
    readonly IRpcTokens tokens;
    readonly ILogger logger;
    readonly string protection;
    readonly CancellationTokenSource stopping = new();
    readonly Task accepting;

    RpcServer(TcpListener listener, RpcService service, IRpcTokens tokens, ILogger logger, string protection)
    {
        this.listener = listener;
        this.service = service;
        this.tokens = tokens;
        this.logger = logger;
        this.protection = protection;
        EndPoint = (IPEndPoint)listener.LocalEndpoint;
        accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Listens from now on.</summary>
    /// <param name="at">Port 0 for a free one.</param>
    /// <param name="protection">
    /// The qualities of protection on offer, the best first: auth, auth-int, auth-conf (hadoop.rpc.protection).
    /// </param>
    public static RpcServer Start(
        IPEndPoint at, RpcService service, IRpcTokens tokens, ILogger logger, string protection = "auth")
    {
        var listener = new TcpListener(at);
        listener.Start();
        return new RpcServer(listener, service, tokens, logger, protection);
    }

    /// <summary>Closes all connections; ends when no handler runs any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await accepting;
        stopping.Dispose();
    }

    async Task AcceptAsync()
    {
        var connections = new List<Task>();
        while (await AcceptOneAsync() is { } socket)
        {
            connections.RemoveAll(connection => connection.IsCompleted);
            connections.Add(ServeAsync(socket));
        }

        await Task.WhenAll(connections);
    }

    async Task<Socket?> AcceptOneAsync()
    {
        try
        {
            return await listener.AcceptSocketAsync(stopping.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException)
        {
            return null;
        }
    }

    async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        var connection = new RpcConnection(
            new RpcChannel(stream), service, new SaslSession(tokens, protection), logger);
        try
        {
            if (await RpcPreamble.ReadAsync(stream, stopping.Token))
            {
                await connection.RunAsync(stopping.Token);
            }
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or SocketException
            or OperationCanceledException)
        {
            LogBroken(socket.Connected ? $"{socket.RemoteEndPoint}" : "a caller", failure.Message);
        }
    }
}
