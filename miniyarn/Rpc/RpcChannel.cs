using System.Buffers.Binary;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Security;
using Google.Protobuf;

namespace FlinkYarn.MiniYarn.Rpc;

/// <summary>
/// Frames in and out of one connection, inside WRAP messages once it is protected. One reader; writers wait for each
/// other.
/// </summary>
internal sealed class RpcChannel(Stream stream)
{
    const int PrefixLength = 4;

    readonly SemaphoreSlim writing = new(1);
    ISecurityLayer? layer;
    byte[] unread = [];

    /// <summary>
    /// From now on everything travels protected; called between a frame and the next, in both directions.
    /// </summary>
    public void Protect(ISecurityLayer protection) => layer = protection;

    /// <summary>The next frame's content; null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">What came is no frame, or was changed on the way.</exception>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (layer is not null && TakeFrame() is { } inner)
            {
                return inner;
            }

            if (await RpcFrame.ReadAsync(stream, cancellationToken) is not { } frame)
            {
                return null;
            }

            if (layer is null)
            {
                return frame;
            }

            // A wrapped piece may hold several frames or a part of one.
            unread = [.. unread, .. layer.Unwrap(WrappedPiece(frame))];
        }
    }

    public async Task WriteAsync(byte[] frame, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            await stream.WriteAsync(layer is null ? frame : Wrap(layer, frame), cancellationToken);
        }
        finally
        {
            writing.Release();
        }
    }

    ReadOnlyMemory<byte>? TakeFrame()
    {
        if (unread.Length < PrefixLength)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(unread);
        if (length is <= 0 or > RpcFrame.LargestFrame)
        {
            throw new InvalidDataException($"A frame of {length} bytes came on a protected connection.");
        }

        if (unread.Length - PrefixLength < length)
        {
            return null;
        }

        var frame = unread.AsMemory(PrefixLength, length);
        unread = unread[(PrefixLength + length)..];
        return frame;
    }

    static ReadOnlySpan<byte> WrappedPiece(ReadOnlyMemory<byte> frame)
    {
        var header = RpcFrame.Parse(RpcRequestHeaderProto.Parser, ref frame);
        if (header.CallId != RpcFrame.SaslCall)
        {
            throw new InvalidDataException($"Call {header.CallId} came unprotected on a protected connection.");
        }

        var sasl = RpcFrame.Parse(RpcSaslProto.Parser, ref frame);
        return sasl.State == RpcSaslProto.Types.SaslState.Wrap
            ? sasl.Token.Span
            : throw new InvalidDataException($"{sasl.State} came after authentication.");
    }

    static byte[] Wrap(ISecurityLayer layer, byte[] frame) => RpcResponse.Sasl(new RpcSaslProto
    {
        State = RpcSaslProto.Types.SaslState.Wrap,
        Token = UnsafeByteOperations.UnsafeWrap(layer.Wrap(frame)),
    });
}
