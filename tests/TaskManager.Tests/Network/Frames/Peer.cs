using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using FlinkYarn.TaskManager.Network;
using FlinkYarn.TaskManager.Network.Frames;

namespace FlinkYarn.TaskManager.Tests.Network.Frames;

/// <summary>The consumer's end of a connection, spoken by hand: it has the certificate, and bad manners.</summary>
sealed class Peer(SslStream stream) : IDisposable
{
    readonly FrameBuffer frame = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<Peer> ConnectAsync(Exchange exchange, string resourceId)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, exchange[resourceId].Port, Stop);
        var peer = new Peer(await SecureStreams.ConnectAsync(socket, exchange.Credentials, Stop));
        await peer.SendAsync(hello => hello.WriteHello("peer"));
        (await peer.ReadAsync()).Type.Should().Be(FrameType.Hello);
        return peer;
    }

    public async Task SendAsync(Action<FrameBuffer> write)
    {
        write(frame);
        await stream.WriteAsync(frame.Written, Stop);
    }

    public async Task SendAsync(byte[] bytes) => await stream.WriteAsync(bytes, Stop);

    public async Task<FrameHeader> ReadAsync()
    {
        var head = new byte[FrameHeader.Size];
        await stream.ReadExactlyAsync(head, Stop).AsTask().Soon();
        var header = FrameHeader.Read(head, 32 << 10);
        await stream.ReadExactlyAsync(new byte[header.PayloadLength], Stop).AsTask().Soon();
        return header;
    }

    /// <summary>Whether nothing comes for a while.</summary>
    public async Task<bool> IsSilentAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        try
        {
            return await stream.ReadAsync(new byte[1], patience.Token) < 0;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    /// <summary>Completes when the other side has ended the connection.</summary>
    public async Task UntilClosedAsync()
    {
        try
        {
            while (await stream.ReadAsync(new byte[4096], Stop).AsTask().Soon() > 0)
            {
            }
        }
        catch (IOException)
        {
            // A reset is an end too.
        }
    }

    public void Dispose() => stream.Dispose();
}
