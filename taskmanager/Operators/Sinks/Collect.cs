using System.Buffers;
using FlinkYarn.Api.Types;
using FlinkYarn.TaskManager.Records;
using FlinkYarn.TaskManager.Threading;

namespace FlinkYarn.TaskManager.Operators.Sinks;

/// <summary>Sends serialized rows to the JobManager, with few chunks on their way at a time.</summary>
sealed class Collect<T>(string operatorId, TypeSerializer<T> serializer, IRowCollector collector, TaskSignal signal)
    : IOperatorOutput<T>, IOperatorResource
{
    /// <summary>A chunk is sent when it has this many bytes.</summary>
    public const int ChunkSize = 128 << 10;

    /// <summary>A row must fit one message of the control stream, which has at most 4 MiB.</summary>
    public const int LargestRow = 3 << 20;

    /// <summary>Chunks that the JobManager has not confirmed.</summary>
    public const int MostInFlight = 2;

    readonly byte[] chunk = new byte[ChunkSize * 2];
    readonly Queue<Task> inFlight = [];
    int filled;

    public void Process(RecordSpan<T> rows)
    {
        foreach (var row in rows.Values)
        {
            var writer = new RecordWriter(chunk, filled);
            serializer.Write(row, ref writer);
            if (ReferenceEquals(writer.Buffer, chunk))
            {
                filled = writer.Position;
            }
            else
            {
                SendLarge(writer.Buffer, writer.Position);
            }

            if (filled >= ChunkSize)
            {
                SendChunk();
            }
        }
    }

    public void ProcessWatermark(Watermark watermark)
    {
    }

    public void Finish()
    {
        SendChunk();
        while (inFlight.TryDequeue(out var sent))
        {
            signal.Await(sent);
        }
    }

    public void Flush()
    {
        DropConfirmed();
        if (inFlight.Count < MostInFlight)
        {
            SendChunk();
        }
    }

    public Task AbortAsync() => Task.CompletedTask;

    void SendLarge(byte[] overflow, int end)
    {
        try
        {
            var start = filled;
            SendChunk();
            if (end - start > LargestRow)
            {
                throw new InvalidDataException(
                    $"A collected row has {end - start} bytes; at most {LargestRow} can be collected. Write it to a file.");
            }

            Send(overflow.AsSpan(start, end - start));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(overflow);
        }
    }

    void SendChunk()
    {
        if (filled > 0)
        {
            Send(chunk.AsSpan(0, filled));
            filled = 0;
        }
    }

    void Send(ReadOnlySpan<byte> rows)
    {
        DropConfirmed();
        while (inFlight.Count >= MostInFlight)
        {
            signal.Await(inFlight.Dequeue());
        }

        inFlight.Enqueue(collector.SendAsync(operatorId, rows));
    }

    void DropConfirmed()
    {
        while (inFlight.TryPeek(out var first) && first.IsCompleted)
        {
            signal.Await(inFlight.Dequeue());
        }
    }
}
