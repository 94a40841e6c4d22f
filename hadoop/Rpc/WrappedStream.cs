using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Security;
using Google.Protobuf;

namespace FlinkYarn.Hadoop.Rpc;

/// <summary>
/// A connection under a security layer: every byte travels inside WRAP frames, which may hold several inner frames or
/// a part of one. One reader, one writer at a time.
/// </summary>
sealed class WrappedStream(Stream inner, ISecurityLayer layer) : Stream
{
    // Conforming to the negotiated maxbuf; what comes may be larger.
    const int LargestPiece = 65536 - 64;

    ReadOnlyMemory<byte> unread;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (unread.IsEmpty)
        {
            ReadOnlyMemory<byte> content = await RpcFrame.ReadAsync(inner, cancellationToken).ConfigureAwait(false);
            if (content.IsEmpty)
            {
                return 0;
            }

            var header = RpcFrame.Parse(RpcResponseHeaderProto.Parser, ref content);
            if (unchecked((int)header.CallId) != RpcFrame.SaslCall)
            {
                throw new InvalidDataException("An unprotected message came on a protected connection.");
            }

            unread = layer.Unwrap(RpcFrame.Parse(RpcSaslProto.Parser, ref content).Token.Span);
        }

        var count = Math.Min(buffer.Length, unread.Length);
        unread[..count].CopyTo(buffer);
        unread = unread[count..];
        return count;
    }

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (; !buffer.IsEmpty; buffer = buffer[Math.Min(buffer.Length, LargestPiece)..])
        {
            var wrapped = layer.Wrap(buffer[..Math.Min(buffer.Length, LargestPiece)].Span);
            var frame = RpcFrame.Write(RpcFrame.SaslHeader(), new RpcSaslProto
            {
                State = RpcSaslProto.Types.SaslState.Wrap,
                Token = UnsafeByteOperations.UnsafeWrap(wrapped),
            });
            await inner.WriteAsync(frame, cancellationToken).ConfigureAwait(false);
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }
}
