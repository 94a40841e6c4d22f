using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>
/// A stream as the body of an upload: sent piece by piece, counted, and given up when the network stands still.
/// </summary>
sealed class UploadContent : HttpContent
{
    const int PieceSize = 128 * 1024;

    readonly Stream source;
    readonly StallWatch watch;
    readonly IProgress<long>? progress;
    readonly long? length;

    public UploadContent(Stream source, StallWatch watch, IProgress<long>? progress)
    {
        this.source = source;
        this.watch = watch;
        this.progress = progress;
        length = source.CanSeek ? source.Length - source.Position : null;
        Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            long sent = 0;
            while (true)
            {
                // The source may be slow for reasons of its own; only the network is watched.
                watch.Pause();
                var read = await source.ReadAsync(piece.AsMemory(0, PieceSize), cancellationToken)
                    .ConfigureAwait(false);
                watch.Moved();
                if (read == 0)
                {
                    return;
                }

                await stream.WriteAsync(piece.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                sent += read;
                progress?.Report(sent);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    // The handler disposes of the content with the request; the source is the caller's.
    protected override bool TryComputeLength(out long length)
    {
        length = this.length ?? 0;
        return this.length is not null;
    }
}
