using System.Buffers.Binary;
using FlinkYarn.Api.Types;
using FlinkYarn.TaskManager.Memory;
using FlinkYarn.TaskManager.Records;

namespace FlinkYarn.TaskManager.Network;

/// <summary>
/// A task's input as rows: reads buffers by the serializer and passes batches on as they are, a bounded number of rows
/// at a time. Used by the task's thread only.
/// </summary>
sealed class InputReader<T>(InputGate gate, TypeSerializer<T> serializer, PartitionWriterLimits limits) : IDisposable
{
    readonly RecordBatch<T> decoded = new(limits.BatchSize);
    readonly LargeRow?[] largeRows = new LargeRow?[gate.Channels.Count];
    readonly InputWatermarks watermarks = new(gate.Channels.Count);
    InputChannel? channel;
    NetworkBuffer? buffer;
    RecordBatch<T>? batch;
    int position;

    public long RowsIn { get; private set; }

    /// <summary>The watermark of a <see cref="InputStatus.Watermark"/>.</summary>
    public Watermark Watermark { get; private set; }

    /// <summary>The rows of <see cref="InputStatus.Rows"/>; valid until the next call.</summary>
    public InputStatus Read(int mostRows, out RecordSpan<T> rows)
    {
        rows = default;
        decoded.Clear();
        while (true)
        {
            if (batch is not null)
            {
                if (TakeFromBatch(mostRows, out rows))
                {
                    return InputStatus.Rows;
                }
            }
            else if (buffer is not null)
            {
                if (TakeFromBuffer(Math.Min(mostRows, decoded.Capacity), out rows) is { } status)
                {
                    return status;
                }
            }
            else if (!gate.TryTake(out channel, out var element))
            {
                return gate.IsEnded ? InputStatus.Ended : InputStatus.Empty;
            }
            else if (Begin(element))
            {
                return InputStatus.Watermark;
            }
        }
    }

    /// <summary>Gives back what was not read.</summary>
    public void Dispose()
    {
        buffer?.Release();
        batch?.Release();
        buffer = null;
        batch = null;
    }

    // True when an ended channel has let the watermark rise.
    bool Begin(ExchangeElement element)
    {
        position = 0;
        buffer = element.Buffer;
        batch = (RecordBatch<T>?)element.Batch;
        return buffer is null && batch is null && EndChannel();
    }

    bool EndChannel()
    {
        if (largeRows[channel!.Index] is not null)
        {
            throw new PartitionException($"The {channel.Partition} ended within a row.");
        }

        return !gate.IsEnded && Raise(Watermark.End);
    }

    bool Raise(Watermark watermark)
    {
        if (!watermarks.TryRaise(channel!.Index, watermark, out var risen))
        {
            return false;
        }

        Watermark = risen;
        return true;
    }

    bool TakeFromBatch(int mostRows, out RecordSpan<T> rows)
    {
        var count = Math.Min(mostRows, batch!.Count - position);
        if (count == 0)
        {
            batch.Release();
            batch = null;
            rows = default;
            return false;
        }

        rows = batch.Rows.Slice(position, count);
        position += count;
        RowsIn += count;
        return true;
    }

    InputStatus? TakeFromBuffer(int mostRows, out RecordSpan<T> rows)
    {
        rows = default;
        switch (buffer!.Kind)
        {
            case BufferKind.Watermark:
                var isRisen = Raise(new Watermark(BinaryPrimitives.ReadInt64LittleEndian(buffer.Content)));
                ReleaseBuffer();
                return isRisen ? InputStatus.Watermark : null;
            case BufferKind.LargeRowStart or BufferKind.LargeRowPart:
                return TakeLargeRow(out rows);
            default:
                DecodeRows(buffer.Content[position..], buffer.Kind, mostRows);
                rows = decoded.Rows;
                RowsIn += decoded.Count;
                if (position == buffer.Content.Length)
                {
                    ReleaseBuffer();
                }

                return InputStatus.Rows;
        }
    }

    void DecodeRows(ReadOnlySpan<byte> bytes, BufferKind kind, int mostRows)
    {
        var reader = new RecordReader(bytes);
        if (kind == BufferKind.TimestampedRows)
        {
            while (reader.Remaining > 0 && decoded.Count < mostRows)
            {
                var timestamp = reader.ReadInt64();
                decoded.Add(serializer.Read(ref reader), timestamp);
            }
        }
        else
        {
            while (reader.Remaining > 0 && decoded.Count < mostRows)
            {
                decoded.Add(serializer.Read(ref reader));
            }
        }

        position += reader.Position;
    }

    InputStatus? TakeLargeRow(out RecordSpan<T> rows)
    {
        rows = default;
        ref var row = ref largeRows[channel!.Index];
        if (buffer!.Kind == BufferKind.LargeRowStart)
        {
            row = LargeRow.Begin(buffer.Content, limits.MaxRecordSize);
        }
        else
        {
            (row ?? throw new PartitionException($"The {channel.Partition} has sent a part of no row.")).Add(buffer.Content);
        }

        ReleaseBuffer();
        if (!row.IsComplete)
        {
            return null;
        }

        var before = position;
        DecodeRows(row.Bytes, row.Kind, 1);
        position = before;
        row = null;
        rows = decoded.Rows;
        RowsIn++;
        return InputStatus.Rows;
    }

    void ReleaseBuffer()
    {
        buffer!.Release();
        buffer = null;
    }
}
