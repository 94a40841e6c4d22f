using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using FlinkYarn.Runtime.Security;

namespace FlinkYarn.TaskManager.Network;

/// <summary>TLS 1.3 between TaskManagers: both sides show the application's certificate and pin it.</summary>
static class SecureStreams
{
    public static async Task<SslStream> AcceptAsync(
        Socket socket, ApplicationCredentials credentials, CancellationToken cancellationToken)
    {
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        return await AuthenticateAsync(stream, secure => secure.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificate = credentials.Certificate,
                ClientCertificateRequired = true,
                EnabledSslProtocols = SslProtocols.Tls13,
                RemoteCertificateValidationCallback = (_, peer, _, _) => credentials.IsPinned(peer),
            }, cancellationToken));
    }

    public static async Task<SslStream> ConnectAsync(
        Socket socket, ApplicationCredentials credentials, CancellationToken cancellationToken)
    {
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        return await AuthenticateAsync(stream, secure => secure.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = ApplicationCredentials.HostName,
                ClientCertificates = [credentials.Certificate],
                EnabledSslProtocols = SslProtocols.Tls13,
                RemoteCertificateValidationCallback = (_, peer, _, _) => credentials.IsPinned(peer),
            }, cancellationToken));
    }

    public static void Configure(Socket socket)
    {
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 15);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 5);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
    }

    static async Task<SslStream> AuthenticateAsync(SslStream stream, Func<SslStream, Task> authenticate)
    {
        try
        {
            await authenticate(stream);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }
}
