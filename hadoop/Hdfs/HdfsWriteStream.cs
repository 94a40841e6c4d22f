using System.IO.Pipelines;
using System.Runtime.ExceptionServices;

namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>
/// A file being written. At most a few pieces wait for the network; disposing ends the file and waits until HDFS has
/// closed it, so what goes wrong at the end is thrown there.
/// </summary>
sealed class HdfsWriteStream : Stream
{
    const long MostBytesWaiting = 1024 * 1024;

    readonly Pipe pipe = new(new PipeOptions(
        pauseWriterThreshold: MostBytesWaiting,
            resumeWriterThreshold: MostBytesWaiting / 2, useSynchronizationContext: false));

    readonly CancellationTokenSource abort = new();
    readonly Task upload;
    long written;
    bool isDisposed;

    public HdfsWriteStream(Func<Stream, CancellationToken, Task> send) => upload = SendAsync(send);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => !isDisposed;

    public override long Length => written;

    public override long Position
    {
        get => written;
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        var result = await pipe.Writer.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (result.IsCompleted)
        {
            // The upload has ended before the writer: its failure is the writer's.
            await upload.ConfigureAwait(false);
            throw new IOException("HDFS ended the upload before all was written.");
        }

        written += buffer.Length;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>WebHDFS has no way to make bytes visible before the end: nothing is done.</summary>
    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override async ValueTask DisposeAsync()
    {
        try
        {
            if (!isDisposed)
            {
                isDisposed = true;
                await pipe.Writer.CompleteAsync().ConfigureAwait(false);
                await upload.ConfigureAwait(false);
            }
        }
        finally
        {
            await base.DisposeAsync().ConfigureAwait(false);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Files on HDFS are written with WriteAsync only.");

    /// <summary>Without DisposeAsync the end of the file cannot be awaited: the upload is broken off.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !isDisposed)
        {
            isDisposed = true;
            abort.Cancel();
            pipe.Writer.Complete(new OperationCanceledException(
                "The file was not ended; dispose of it with DisposeAsync."));
        }

        base.Dispose(disposing);
    }

    async Task SendAsync(Func<Stream, CancellationToken, Task> send)
    {
        ExceptionDispatchInfo? failure = null;
        try
        {
            await send(pipe.Reader.AsStream(leaveOpen: true), abort.Token).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is IOException or OperationCanceledException)
        {
            failure = ExceptionDispatchInfo.Capture(problem);
        }

        // Wakes a writer that waits for room; it then finds the failure here.
        await pipe.Reader.CompleteAsync().ConfigureAwait(false);
        failure?.Throw();
    }
}
