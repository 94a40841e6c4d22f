using System.Buffers.Binary;
using System.Threading.Channels;
using FlinkYarn.TaskManager.Memory;
using Microsoft.Extensions.Logging;

namespace FlinkYarn.TaskManager.Network.Frames;

/// <summary>
/// One authenticated connection between two TaskManagers, shared by many channels: a reading loop and a writing loop on
/// the thread pool. Whatever goes wrong first breaks it, with that reason for everybody.
/// </summary>
sealed partial class DataConnection : IAsyncDisposable
{
    readonly Channel<IFrameSource> pending = Channel.CreateUnbounded<IFrameSource>(
        new UnboundedChannelOptions { SingleReader = true });

    readonly CancellationTokenSource stop = new();
    readonly Stream stream;
    readonly int segmentSize;
    readonly ILogger logger;
    readonly byte[] scratch;
    string? breakReason;
    IFrameHandler? handler;
    Task loops = Task.CompletedTask;

    public DataConnection(Stream stream, int segmentSize, ILogger logger)
    {
        this.stream = stream;
        this.segmentSize = segmentSize;
        this.logger = logger;
        scratch = new byte[Math.Max(segmentSize, FrameHeader.LargestControl)];
    }

    /// <summary>The other side's resource id, as it said in its hello.</summary>
    public string Peer { get; private set; } = "";

    public bool IsBroken => Volatile.Read(ref breakReason) is not null;

    /// <summary>Exchanges hellos; nothing else may be said before.</summary>
    public async Task GreetAsync(string ownResourceId, CancellationToken cancellationToken)
    {
        var hello = new FrameBuffer();
        hello.WriteHello(ownResourceId);
        await stream.WriteAsync(hello.Written, cancellationToken);
        await stream.ReadExactlyAsync(scratch.AsMemory(0, FrameHeader.Size), cancellationToken);
        var header = FrameHeader.Read(scratch, segmentSize);
        if (header.Type != FrameType.Hello)
        {
            throw new FrameException($"the first frame is {header.Type}, not Hello");
        }

        await stream.ReadExactlyAsync(scratch.AsMemory(0, header.PayloadLength), cancellationToken);
        Peer = ReadHello(scratch.AsSpan(0, header.PayloadLength));
    }

    /// <summary>Begins to read and write. <see cref="Completion"/> ends with the connection.</summary>
    public void Start(IFrameHandler frames)
    {
        handler = frames;
        loops = Task.WhenAll(GuardAsync(ReadLoopAsync), GuardAsync(WriteLoopAsync));
    }

    public Task Completion => loops;

    /// <summary>
    /// The source has something to send. A source calls this when it changes from nothing to something, so the queue is
    /// bounded by the number of channels.
    /// </summary>
    public void Enqueue(IFrameSource source) => pending.Writer.TryWrite(source);

    public void Forget(uint channel) => handler?.Forget(channel);

    /// <summary>Ends the connection; the first reason wins.</summary>
    public void Break(string reason)
    {
        if (Interlocked.CompareExchange(ref breakReason, reason, null) is not null)
        {
            return;
        }

        ConnectionBroken(Peer, reason);
        pending.Writer.TryComplete();
        stop.Cancel();
        stream.Dispose();
        handler?.OnBroken(reason);
    }

    public async ValueTask DisposeAsync()
    {
        Break("this TaskManager closes its connections");
        await loops;
        stop.Dispose();
    }

    static string ReadHello(ReadOnlySpan<byte> payload)
    {
        var reader = new FrameReader(payload);
        if (reader.ReadUInt32() != FrameBuffer.Magic)
        {
            throw new FrameException("the peer is no FlinkYarn TaskManager");
        }

        var version = reader.ReadUInt16();
        if (version != FrameBuffer.Version)
        {
            throw new FrameException($"the peer speaks version {version}, this TaskManager {FrameBuffer.Version}");
        }

        var resourceId = reader.ReadText();
        reader.ExpectEnd();
        return resourceId;
    }

    async Task GuardAsync(Func<Task> loop)
    {
        await Task.Yield();
        try
        {
            await loop();
        }
        catch (EndOfStreamException)
        {
            Break("the peer has closed the connection");
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException
            or OperationCanceledException or InvalidOperationException)
        {
            Break(failure.Message);
        }
    }

    async Task ReadLoopAsync()
    {
        var head = new byte[FrameHeader.Size];
        while (!IsBroken)
        {
            await stream.ReadExactlyAsync(head, stop.Token);
            var header = FrameHeader.Read(head, segmentSize);
            if (header.Type == FrameType.Buffer)
            {
                await ReadBufferAsync(header);
                continue;
            }

            var payload = scratch.AsMemory(0, header.PayloadLength);
            await stream.ReadExactlyAsync(payload, stop.Token);
            handler!.OnFrame(header, payload.Span);
        }
    }

    async Task ReadBufferAsync(FrameHeader header)
    {
        await stream.ReadExactlyAsync(scratch.AsMemory(0, FrameHeader.BufferFieldsSize), stop.Token);
        var kind = (BufferKind)scratch[0];
        var sequence = BinaryPrimitives.ReadUInt32LittleEndian(scratch.AsSpan(1));
        var backlog = BinaryPrimitives.ReadUInt32LittleEndian(scratch.AsSpan(5));
        if (kind > BufferKind.Watermark)
        {
            throw new FrameException($"a buffer has the unknown kind {scratch[0]}");
        }

        var length = header.PayloadLength - FrameHeader.BufferFieldsSize;
        if (handler!.PlaceFor(header.Channel) is not { } buffer)
        {
            await stream.ReadExactlyAsync(scratch.AsMemory(0, length), stop.Token);
            return;
        }

        try
        {
            await stream.ReadExactlyAsync(buffer.Segment.AsMemory(NetworkBuffer.HeaderRoom, length), stop.Token);
        }
        catch
        {
            buffer.Release();
            throw;
        }

        buffer.Kind = kind;
        buffer.End = NetworkBuffer.HeaderRoom + length;
        handler.OnBuffer(header.Channel, buffer, sequence, backlog);
    }

    async Task WriteLoopAsync()
    {
        var frame = new FrameBuffer();
        await foreach (var source in pending.Reader.ReadAllAsync(stop.Token))
        {
            if (!source.TryTakeFrame(frame, out var payload, out var hasMore))
            {
                continue;
            }

            try
            {
                await stream.WriteAsync(payload is null ? frame.Written : payload.Segment.AsMemory(0, payload.End), stop.Token);
            }
            finally
            {
                payload?.Release();
            }

            if (hasMore)
            {
                Enqueue(source);
            }
        }
    }
}
