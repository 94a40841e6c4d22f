using FlinkYarn.Hadoop.Http;

namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>
/// A file's bytes as they come from a DataNode. When a connection breaks, reading goes on from where it stopped, with
/// whatever DataNode the NameNode names then.
/// </summary>
sealed class HdfsReadStream : Stream
{
    const int MostBreaksWithoutProgress = 3;

    readonly Func<long, CancellationToken, Task<HttpResponseMessage>> reopen;
    readonly HadoopClientOptions options;
    HttpResponseMessage response;
    Stream body;
    long position;
    int breaks;

    HdfsReadStream(
        HttpResponseMessage response, Stream body, long offset,
        Func<long, CancellationToken, Task<HttpResponseMessage>> reopen, HadoopClientOptions options)
    {
        this.response = response;
        this.body = body;
        this.reopen = reopen;
        this.options = options;
        position = offset;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    /// <summary>The offset in the file of the next byte.</summary>
    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    /// <param name="offset">Where to begin.</param>
    /// <param name="reopen">Asks for the file from an offset on.</param>
    /// <param name="options">The clock and the patience.</param>
    /// <param name="cancellationToken">Gives the opening up.</param>
    public static async Task<Stream> OpenAsync(
        long offset, Func<long, CancellationToken, Task<HttpResponseMessage>> reopen, HadoopClientOptions options,
        CancellationToken cancellationToken)
    {
        var response = await reopen(offset, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        return new HdfsReadStream(response, body, offset, reopen, options);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            try
            {
                var read = await ReadWatchedAsync(buffer, cancellationToken).ConfigureAwait(false);
                position += read;
                        breaks = read > 0 ? 0 : breaks;
                return read;
            }
            catch (IOException) when (breaks < MostBreaksWithoutProgress)
            {
                breaks++;
            }

            await ResumeAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        // For readers that know no other way, on threads of their own: neither watched nor resumed.
        var read = body.Read(buffer, offset, count);
        position += read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
            response.Dispose();
        }

        base.Dispose(disposing);
    }

    async Task<int> ReadWatchedAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using var watch = new StallWatch(options.Retry.StallTimeout, options.Time, cancellationToken);
        try
        {
            return await body.ReadAsync(buffer, watch.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException cancelled) when (
            watch.HasStalled && !cancellationToken.IsCancellationRequested)
        {
            throw new HadoopConnectionException(
                $"No byte came for {options.Retry.StallTimeout.TotalSeconds} s.", null, cancelled);
        }
    }

    async Task ResumeAsync(CancellationToken cancellationToken)
    {
        await body.DisposeAsync().ConfigureAwait(false);
        response.Dispose();
        response = await reopen(position, cancellationToken).ConfigureAwait(false);
        body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
    }
}
