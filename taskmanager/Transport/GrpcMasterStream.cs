using System.Net.Security;
using System.Security.Authentication;
using System.Threading.Channels;
using FlinkYarn.Runtime.Actors;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Security;
using Grpc.Core;
using Grpc.Net.Client;

namespace FlinkYarn.TaskManager.Transport;

/// <summary>
/// The control stream over gRPC: HTTP/2 with mutual TLS, the application's certificate pinned on both sides. One task
/// writes what was queued; a queue that overflows breaks the stream.
/// </summary>
sealed class GrpcMasterStream : IMessageStream<TaskManagerMessage, MasterMessage>
{
    /// <summary>A chain travels with the elements of its collections.</summary>
    const int LargestMessage = 256 << 20;
    const int LongestQueue = 16 << 10;

    static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    readonly Channel<TaskManagerMessage> queue = Channel.CreateBounded<TaskManagerMessage>(
        new BoundedChannelOptions(LongestQueue) { SingleReader = true });

    readonly CancellationTokenSource stop = new();
    readonly GrpcChannel channel;
    readonly AsyncDuplexStreamingCall<TaskManagerMessage, MasterMessage> call;
    readonly Task writing;

    GrpcMasterStream(GrpcChannel channel)
    {
        this.channel = channel;
        call = new ControlPlane.ControlPlaneClient(channel).Connect(cancellationToken: stop.Token);
        writing = WriteAllAsync();
    }

    /// <summary>Opens the stream; whether the ApplicationMaster is there is told by reading.</summary>
    public static GrpcMasterStream Open(string host, int port, ApplicationCredentials credentials)
    {
        var handler = new SocketsHttpHandler
        {
            KeepAlivePingDelay = KeepAlive,
            KeepAlivePingTimeout = KeepAlive,
            ConnectTimeout = KeepAlive,
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                TargetHost = ApplicationCredentials.HostName,
                ClientCertificates = [credentials.Certificate],
                EnabledSslProtocols = SslProtocols.Tls13,
                RemoteCertificateValidationCallback = (_, peer, _, _) => credentials.IsPinned(peer),
            },
        };
        return new GrpcMasterStream(GrpcChannel.ForAddress(
            new UriBuilder(Uri.UriSchemeHttps, host, port).Uri,
            new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true,
                MaxReceiveMessageSize = LargestMessage }));
    }

    public bool TrySend(TaskManagerMessage message)
    {
        if (queue.Writer.TryWrite(message))
        {
            return true;
        }

        if (!queue.Reader.Completion.IsCompleted)
        {
            queue.Writer.TryComplete(new MessageStreamException($"{LongestQueue} control messages wait to be sent."));
        }

        return false;
    }

    public async IAsyncEnumerable<MasterMessage> ReadAllAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await MoveNextAsync(cancellationToken))
        {
            yield return call.ResponseStream.Current;
        }
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await Task.WhenAny(writing, Task.Delay(KeepAlive, TimeProvider.System, stop.Token));
        await stop.CancelAsync();
        call.Dispose();
        channel.Dispose();
        stop.Dispose();
    }

    async Task<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await call.ResponseStream.MoveNext(cancellationToken);
        }
        catch (RpcException failure)
        {
            queue.Writer.TryComplete();
            cancellationToken.ThrowIfCancellationRequested();
            throw new MessageStreamException(
                $"The control stream to {channel.Target} broke: {failure.Status.Detail}", failure);
        }
    }

    async Task WriteAllAsync()
    {
        try
        {
            await foreach (var message in queue.Reader.ReadAllAsync())
            {
                await call.RequestStream.WriteAsync(message);
            }

            await call.RequestStream.CompleteAsync();
        }
        catch (Exception failure) when (failure is RpcException or IOException or InvalidOperationException
            or OperationCanceledException)
        {
            // The reader is told the same; what is queued cannot be sent any more.
            queue.Writer.TryComplete();
            await stop.CancelAsync();
        }
    }
}
