using System.Collections.Concurrent;
using System.Net.Sockets;
using FlinkYarn.TaskManager.Network.Frames;
using Microsoft.Extensions.Logging;

namespace FlinkYarn.TaskManager.Network;

/// <summary>One connection to each TaskManager that rows are read from, opened when first needed. Thread-safe.</summary>
sealed class ConnectionDirectory(NetworkManagerSetup setup, ILogger logger) : IAsyncDisposable
{
    readonly ConcurrentDictionary<(string, string, int), Lazy<Task<ConsumerSide>>> sides = [];
    readonly CancellationTokenSource stop = new();

    public async Task<ConsumerSide> GetAsync(ProducerAddress producer)
    {
        var address = (producer.ResourceId, producer.Host, producer.Port);
        for (var attempt = 0; ; attempt++)
        {
            var entry = sides.GetOrAdd(address, _ => new(() => ConnectAsync(producer)));
            try
            {
                var side = await entry.Value;
                if (!side.Connection.IsBroken || attempt > 0)
                {
                    return side;
                }
            }
            catch
            {
                sides.TryRemove(KeyValuePair.Create(address, entry));
                throw;
            }

            // A broken one from before: the next is fresh.
            sides.TryRemove(KeyValuePair.Create(address, entry));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        foreach (var entry in sides.Values.Where(entry => entry.IsValueCreated && entry.Value.IsCompletedSuccessfully))
        {
            var side = await entry.Value;
            await side.Connection.DisposeAsync();
        }
    }

    async Task<ConsumerSide> ConnectAsync(ProducerAddress producer)
    {
        var credentials = setup.Credentials
            ?? throw new IOException("this TaskManager has no certificate, so it reads producers in its own process only");
        using var patience = new CancellationTokenSource(setup.Options.ConnectTimeout, setup.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop.Token);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            SecureStreams.Configure(socket);
            await socket.ConnectAsync(producer.Host, producer.Port, both.Token);
            var stream = await SecureStreams.ConnectAsync(socket, credentials, both.Token);
            var connection = new DataConnection(stream, setup.Buffers.SegmentSize, logger);
            await connection.GreetAsync(setup.ResourceId, both.Token);
            if (connection.Peer != producer.ResourceId)
            {
                throw new IOException($"{connection.Peer} answers there, not {producer.ResourceId}");
            }

            var side = new ConsumerSide(connection);
            connection.Start(side);
            return side;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
