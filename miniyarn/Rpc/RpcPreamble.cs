using FlinkYarn.Hadoop.Proto;

namespace FlinkYarn.MiniYarn.Rpc;

/// <summary>The seven bytes that a connection begins with, and what is said to those who send others.</summary>
internal static class RpcPreamble
{
    const int Length = 7;
    const byte Version = 9;
    const byte NoSasl = 0;
    const byte Sasl = 0xDF;

    static readonly byte[] NoHttpHere =
    [
        .. "HTTP/1.1 404 Not Found\r\nContent-type: text/plain\r\n\r\n"u8,
        .. "It looks like you are making an HTTP request to a Hadoop IPC port. "u8,
        .. "This is not the correct port for the web interface on this daemon.\r\n"u8,
    ];

    /// <summary>Whether a client with SASL is there; others have got their answer.</summary>
    public static async Task<bool> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var bytes = new byte[Length];
        var read = await stream.ReadAtLeastAsync(bytes, Length, throwOnEndOfStream: false, cancellationToken);
        if (read < Length || Refusal(bytes) is { } refusal && await SayAsync(stream, refusal, cancellationToken))
        {
            return false;
        }

        return true;
    }

    static byte[]? Refusal(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("GET "u8))
        {
            return NoHttpHere;
        }

        if (!bytes.StartsWith("hrpc"u8))
        {
            return [];
        }

        return (bytes[4], bytes[6]) switch
        {
            (not Version, _) => RpcResponse.Failure(new RpcFailure(
                JavaExceptions.VersionMismatch,
                $"Server IPC version {Version} cannot communicate with client version {bytes[4]}")
            {
                Code = RpcResponseHeaderProto.Types.RpcErrorCodeProto.FatalVersionMismatch,
            }),
            (_, Sasl) => null,
            (_, NoSasl) => RpcResponse.Failure(new RpcFailure(
                JavaExceptions.AccessControl, "SIMPLE authentication is not enabled.  Available:[TOKEN]")
                .AsUnauthorized()),
            _ => RpcResponse.Failure(
                new RpcFailure(JavaExceptions.Ipc, $"Unknown auth protocol:{(sbyte)bytes[6]}").AsUnauthorized()),
        };
    }

    static async Task<bool> SayAsync(Stream stream, byte[] answer, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(answer, cancellationToken);
        return true;
    }
}
