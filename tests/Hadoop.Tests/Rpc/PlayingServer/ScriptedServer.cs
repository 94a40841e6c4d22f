using System.Net;
using System.Net.Sockets;

namespace FlinkYarn.Hadoop.Tests.Rpc.PlayingServer;

/// <summary>
/// A Hadoop RPC 9 server on a loopback port. The nth connection plays the nth script and is closed at its end; what a
/// script expects in vain fails the test.
/// </summary>
sealed class ScriptedServer : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource closing = new(Patience);
    readonly IReadOnlyList<TaskCompletionSource> scenes;
    readonly Task accepting;

    public ScriptedServer(params IReadOnlyList<Func<ScriptedConnection, Task>> scripts)
    {
        scenes = [.. scripts.Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
        listener.Start();
        Address = new DnsEndPoint("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port);
        accepting = AcceptAsync(scripts);
    }

    public DnsEndPoint Address { get; }

    /// <summary>Ends when every script was played to its end, and fails as the first that failed.</summary>
    public Task Played => Task.WhenAll(scenes.Select(scene => scene.Task)).WaitAsync(Patience);

    /// <summary>An address at which nobody listens.</summary>
    public static DnsEndPoint Nobody()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new DnsEndPoint("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port);
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Stop();
        await accepting;
        // A script's own complaint says more than the client's that follows from it.
        var complaint = scenes.Select(scene => scene.Task.Exception?.InnerException)
            .FirstOrDefault(failure => failure is not (null or IOException or OperationCanceledException));
        closing.Dispose();
        if (complaint is not null)
        {
            throw new InvalidOperationException($"A script failed: {complaint.Message}", complaint);
        }
    }

    async Task AcceptAsync(IReadOnlyList<Func<ScriptedConnection, Task>> scripts)
    {
        var playing = new List<Task>();
        try
        {
            for (var scene = 0; scene < scripts.Count; scene++)
            {
                var client = await listener.AcceptTcpClientAsync(closing.Token);
                playing.Add(PlayAsync(client, scripts[scene], scenes[scene]));
            }

            // One connection more than there are scripts is a surprise that the client shall notice.
            listener.Stop();
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            // The test is over.
        }

        await Task.WhenAll(playing);
    }

    async Task PlayAsync(TcpClient client, Func<ScriptedConnection, Task> script, TaskCompletionSource scene)
    {
        using (client)
        {
            try
            {
                await script(new ScriptedConnection(client, closing.Token));
                scene.TrySetResult();
            }
            catch (Exception failure)
            {
                scene.TrySetException(failure);
            }
        }
    }
}
