using System.Buffers.Binary;
using FlinkYarn.Hadoop.Proto;
using Google.Protobuf;

namespace FlinkYarn.Hadoop.Rpc;

/// <summary>
/// Frames of Hadoop RPC 9: four bytes of length, then messages, each behind its length as a varint
/// (<c>org.apache.hadoop.ipc.{Client,Server,RpcWritable}</c>). The same for both sides.
/// </summary>
static class RpcFrame
{
    /// <summary>Hadoop's ipc.maximum.data.length.</summary>
    public const int LargestFrame = 128 << 20;

    /// <summary>The call ids that are no calls.</summary>
    public const int ContextCall = -3;

    public const int PingCall = -4;

    public const int SaslCall = -33;

    // Memory that a length alone may take.
    const int FirstPiece = 64 << 10;

    const byte Version = 9;
    const byte DefaultServiceClass = 0;
    const byte NoSasl = 0;
    const byte Sasl = 0xDF;

    /// <summary>What a client sends first.</summary>
    public static byte[] Preamble(bool usesSasl) =>
        [.. "hrpc"u8, Version, DefaultServiceClass, usesSasl ? Sasl : NoSasl];

    public static byte[] Write(params ReadOnlySpan<IMessage> messages)
    {
        var output = new MemoryStream();
        output.Write([0, 0, 0, 0]);
        foreach (var message in messages)
        {
            message.WriteDelimitedTo(output);
        }

        var frame = output.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(frame, frame.Length - 4);
        return frame;
    }

    // Fields that hold their default are written all the same: a server refuses a header without rpcOp.
    public static RpcRequestHeaderProto RequestHeader(int callId, ByteString clientId, int retryCount = -1) => new()
    {
        RpcKind = RpcKindProto.RpcProtocolBuffer,
        RpcOp = RpcRequestHeaderProto.Types.OperationProto.RpcFinalPacket,
        CallId = callId,
        ClientId = clientId,
        RetryCount = retryCount,
    };

    public static RpcRequestHeaderProto SaslHeader() => RequestHeader(SaslCall, ByteString.Empty);

    /// <summary>Reads one frame's content; null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The length is no frame's.</exception>
    public static async Task<byte[]?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var prefix = new byte[4];
        var read = await stream.ReadAtLeastAsync(prefix, 4, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        if (read == 0)
        {
            return null;
        }

        var length = read == 4 ? BinaryPrimitives.ReadInt32BigEndian(prefix) : throw new EndOfStreamException();
        if (length is <= 0 or > LargestFrame)
        {
            throw new InvalidDataException($"A frame of {length} bytes: the other side does not speak Hadoop RPC 9.");
        }

        // Grown as it comes: more is taken only for what is there.
        var content = new byte[Math.Min(length, FirstPiece)];
        for (var position = 0; position < length;)
        {
            if (position == content.Length)
            {
                Array.Resize(ref content, (int)Math.Min(length, content.Length * 2L));
            }

            var count = await stream.ReadAsync(content.AsMemory(position), cancellationToken).ConfigureAwait(false);
            position += count > 0 ? count : throw new EndOfStreamException("The connection ended within a frame.");
        }

        return content;
    }

    /// <summary>Reads one delimited message and moves on.</summary>
    public static T Parse<T>(MessageParser<T> parser, ref ReadOnlyMemory<byte> content)
        where T : IMessage<T>
    {
        try
        {
            var prefix = new CodedInputStream(content[..Math.Min(5, content.Length)].ToArray());
            var length = prefix.ReadLength();
            var start = (int)prefix.Position;
            if (length < 0 || length > content.Length - start)
            {
                throw new InvalidDataException($"A message of {length} bytes where {content.Length - start} are left.");
            }

            var message = parser.ParseFrom(content.Span.Slice(start, length));
            content = content[(start + length)..];
            return message;
        }
        catch (InvalidProtocolBufferException failure)
        {
            throw new InvalidDataException($"A message of Hadoop RPC is damaged: {failure.Message}");
        }
    }
}
