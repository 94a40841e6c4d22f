using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using FlinkYarn.TaskManager.Network.Frames;
using Microsoft.Extensions.Logging;

namespace FlinkYarn.TaskManager.Network;

/// <summary>The port where other TaskManagers ask for partitions. A peer that is not one of ours is told nothing.</summary>
sealed partial class DataServer(NetworkManagerSetup setup, PartitionRegistry partitions, ILogger logger) : IAsyncDisposable
{
    const int MostHandshakes = 64;

    readonly Socket listener = new(setup.BindAddress.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
    readonly ConcurrentDictionary<DataConnection, byte> connections = [];
    readonly SemaphoreSlim handshakes = new(MostHandshakes);
    readonly CancellationTokenSource stop = new();
    Task accepting = Task.CompletedTask;

    public int Port { get; private set; }

    public void Start()
    {
        if (setup.Credentials is null)
        {
            return;
        }

        listener.Bind(new IPEndPoint(setup.BindAddress, setup.Options.DataPort));
        listener.Listen(backlog: 256);
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        accepting = AcceptAllAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        foreach (var connection in connections.Keys)
        {
            await connection.DisposeAsync();
        }
    }

    async Task AcceptAllAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await handshakes.WaitAsync(stop.Token);
                _ = ServeAsync(await listener.AcceptAsync(stop.Token));
            }
            catch (SocketException failure)
            {
                handshakes.Release();
                AcceptFailed(failure.Message);
            }
            catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    async Task ServeAsync(Socket socket)
    {
        DataConnection? connection = null;
        try
        {
            connection = await GreetAsync(socket);
        }
        catch (Exception failure) when (failure is IOException or AuthenticationException or SocketException
            or OperationCanceledException or ObjectDisposedException)
        {
            PeerRefused(failure.Message);
            socket.Dispose();
        }
        finally
        {
            handshakes.Release();
        }

        if (connection is null)
        {
            return;
        }

        connections[connection] = 0;
        connection.Start(new ProducerSide(connection, partitions));
        if (stop.IsCancellationRequested)
        {
            connection.Break("this TaskManager closes its connections");
        }

        await connection.Completion;
        connections.TryRemove(connection, out _);
    }

    async Task<DataConnection> GreetAsync(Socket socket)
    {
        SecureStreams.Configure(socket);
        using var patience = new CancellationTokenSource(setup.Options.ConnectTimeout, setup.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop.Token);
        var stream = await SecureStreams.AcceptAsync(socket, setup.Credentials!, both.Token);
        var connection = new DataConnection(stream, setup.Buffers.SegmentSize, logger);
        try
        {
            await connection.GreetAsync(setup.ResourceId, both.Token);
            return connection;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }
}
