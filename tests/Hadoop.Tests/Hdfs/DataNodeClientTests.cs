using System.Net;
using System.Net.Sockets;
using System.Text;
using FlinkYarn.Hadoop.Hdfs;
using FlinkYarn.Hadoop.Http;

namespace FlinkYarn.Hadoop.Tests.Hdfs;

/// <summary>Uploads over a real socket.</summary>
public sealed class DataNodeClientTests
{
    const string Refusal = """{"RemoteException":{"exception":"FileAlreadyExistsException","message":"/f exists"}}""";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refusal_is_heard_although_the_pipe_breaks()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var server = RefuseAsync(listener);
        using var client = new DataNodeClient(new HadoopClientOptions());

        var send = () => client.SendAsync(
            HttpMethod.Put, new Uri($"http://{listener.LocalEndpoint}/f"),
                new MemoryStream(new byte[40_000_000]), null, Cancel);

        await send.Should().ThrowAsync<HdfsFileAlreadyExistsException>();
        (await server).Should().BeTrue("otherwise no byte would have been refused");
    }

    [Fact]
    public async Task A_server_that_closes_without_a_word_is_a_lost_connection()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var server = HangUpAsync(listener);
        using var client = new DataNodeClient(new HadoopClientOptions());

        var send = () => client.SendAsync(
            HttpMethod.Put, new Uri($"http://{listener.LocalEndpoint}/f"),
                new MemoryStream(new byte[40_000_000]), null, Cancel);

        await send.Should().ThrowAsync<HadoopConnectionException>();
        await server;
    }

    // As a DataNode does: 100 at once, then the refusal, then the end, whatever the client is still sending.
    static async Task<bool> RefuseAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync(Cancel);
        await using var stream = client.GetStream();
        await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), Cancel);
        var buffer = new byte[1024 * 1024];
        var seen = 0;
        while (seen < buffer.Length)
        {
            seen += await stream.ReadAsync(buffer, Cancel);
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 403 Forbidden\r\nContent-Length: {Refusal.Length}\r\n"
                + $"Connection: close\r\n\r\n{Refusal}"), Cancel);
        return true;
    }

    static async Task HangUpAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync(Cancel);
        await using var stream = client.GetStream();
        await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), Cancel);
        await stream.ReadExactlyAsync(new byte[1024 * 1024], Cancel);
    }
}
