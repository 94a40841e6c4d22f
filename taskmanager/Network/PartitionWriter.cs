using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using FlinkYarn.Api.Types;
using FlinkYarn.TaskManager.Memory;
using FlinkYarn.TaskManager.Records;

namespace FlinkYarn.TaskManager.Network;

/// <summary>
/// Puts rows into the subpartitions that a subclass chooses: straight into network buffers, or, for a consumer in this
/// process and rows that nobody can change, into batches that are handed over as they are. Waits, on the task's thread,
/// while consumers are slow.
/// </summary>
abstract class PartitionWriter<T>(ResultPartition partition, TypeSerializer<T> serializer, PartitionWriterLimits limits)
    : IOperatorOutput<T>, IPartitionWriter
{
    readonly Outlet<T>[] outlets = new Outlet<T>[partition.Subpartitions.Length];

    readonly RecordBatchPool<T> batches =
        new(limits.BatchSize, (Subpartition.BatchLimit + 1) * partition.Subpartitions.Length);

    int serializedOutlets = partition.Subpartitions.Length;

    public ResultPartition Partition => partition;

    public long RowsOut { get; private set; }

    protected int Channels => outlets.Length;

    public void Process(RecordSpan<T> rows)
    {
        if (serializedOutlets > 0 && serializer.IsImmutable)
        {
            FindLocalConsumers();
        }

        RowsOut += rows.Count;
        Distribute(rows);
    }

    public void ProcessWatermark(Watermark watermark)
    {
        for (var channel = 0; channel < outlets.Length; channel++)
        {
            HandOver(channel);
            var buffer = partition.Buffers.Take();
            buffer.Kind = BufferKind.Watermark;
            BinaryPrimitives.WriteInt64LittleEndian(buffer.Segment.AsSpan(buffer.End), watermark.Timestamp);
            buffer.End += sizeof(long);
            partition.Subpartitions[channel].Add(new ExchangeElement(buffer));
        }
    }

    public void Finish()
    {
        Flush();
        foreach (var subpartition in partition.Subpartitions)
        {
            subpartition.Finish();
        }
    }

    public void Flush()
    {
        for (var channel = 0; channel < outlets.Length; channel++)
        {
            HandOver(channel);
        }
    }

    public void Abandon()
    {
        foreach (ref var outlet in outlets.AsSpan())
        {
            outlet.Buffer?.Release();
            outlet.Batch?.Release();
            outlet.Buffer = null;
            outlet.Batch = null;
        }
    }

    /// <summary>Chooses the subpartitions of rows and emits them.</summary>
    protected abstract void Distribute(RecordSpan<T> rows);

    /// <summary>Emits rows to one subpartition.</summary>
    protected void EmitAll(int channel, RecordSpan<T> rows)
    {
        if (outlets[channel].TakesBatches)
        {
            EmitBatches(channel, rows);
            return;
        }

        for (var index = 0; index < rows.Count; index++)
        {
            Emit(channel, rows, index);
        }
    }

    /// <summary>Emits one of the rows to one subpartition.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void Emit(int channel, RecordSpan<T> rows, int index)
    {
        ref var outlet = ref outlets[channel];
        if (outlet.TakesBatches)
        {
            EmitToBatch(channel, ref outlet, rows, index);
            return;
        }

        var buffer = outlet.Buffer;
        var kind = rows.HasTimestamps ? BufferKind.TimestampedRows : BufferKind.Rows;
        if (buffer is null || buffer.Kind != kind)
        {
            buffer = Open(channel, ref outlet, kind);
        }

        var writer = new RecordWriter(buffer.Segment, buffer.End);
        if (rows.HasTimestamps)
        {
            writer.WriteInt64(rows.Timestamps[index]);
        }

        serializer.Write(rows.Values[index], ref writer);
        if (ReferenceEquals(writer.Buffer, buffer.Segment))
        {
            buffer.End = writer.Position;
        }
        else
        {
            EmitOverflown(channel, ref outlet, writer.Buffer, writer.Position);
        }
    }

    void FindLocalConsumers()
    {
        for (var channel = 0; channel < outlets.Length; channel++)
        {
            if (!outlets[channel].TakesBatches && partition.Subpartitions[channel].TakesBatches)
            {
                HandOver(channel);
                outlets[channel].TakesBatches = true;
                serializedOutlets--;
            }
        }
    }

    void EmitToBatch(int channel, ref Outlet<T> outlet, RecordSpan<T> rows, int index)
    {
        var batch = outlet.Batch;
        if (batch is null || batch.IsFull || !batch.Accepts(rows.HasTimestamps))
        {
            HandOver(channel);
            batch = outlet.Batch = batches.Take();
        }

        if (rows.HasTimestamps)
        {
            batch.Add(rows.Values[index], rows.Timestamps[index]);
        }
        else
        {
            batch.Add(rows.Values[index]);
        }
    }

    void EmitBatches(int channel, RecordSpan<T> rows)
    {
        while (rows.Count > 0)
        {
            ref var outlet = ref outlets[channel];
            if (outlet.Batch is not { IsFull: false } batch || !batch.Accepts(rows.HasTimestamps))
            {
                HandOver(channel);
                batch = outlet.Batch = batches.Take();
            }

            var added = batch.AddRange(rows);
            rows = rows.Slice(added, rows.Count - added);
        }
    }

    NetworkBuffer Open(int channel, ref Outlet<T> outlet, BufferKind kind)
    {
        HandOver(channel);
        var buffer = partition.Buffers.Take();
        buffer.Kind = kind;
        outlet.Buffer = buffer;
        return buffer;
    }

    // The writer has gone on in a larger array: the row moves to the next buffer, or spans several.
    void EmitOverflown(int channel, ref Outlet<T> outlet, byte[] overflow, int end)
    {
        try
        {
            var start = outlet.Buffer!.End;
            var kind = outlet.Buffer.Kind;
            var row = overflow.AsSpan(start, end - start);
            var next = Open(channel, ref outlet, kind);
            if (row.Length <= next.Segment.Length - next.End)
            {
                row.CopyTo(next.Segment.AsSpan(next.End));
                next.End += row.Length;
            }
            else
            {
                EmitLarge(channel, ref outlet, row, kind);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(overflow);
        }
    }

    void EmitLarge(int channel, ref Outlet<T> outlet, ReadOnlySpan<byte> row, BufferKind rowKind)
    {
        if (row.Length > limits.MaxRecordSize)
        {
            throw new InvalidDataException(
                $"A row of {row.Length} bytes is larger than taskmanager.network.max-record-size "
                + $"({limits.MaxRecordSize}). Raise it, or send less in one row.");
        }

        var buffer = outlet.Buffer!;
        buffer.Kind = BufferKind.LargeRowStart;
        BinaryPrimitives.WriteInt32LittleEndian(buffer.Segment.AsSpan(buffer.End), row.Length);
        buffer.Segment[buffer.End + sizeof(int)] = (byte)rowKind;
        buffer.End += sizeof(int) + 1;
        while (true)
        {
            var part = Math.Min(row.Length, buffer.Segment.Length - buffer.End);
            row[..part].CopyTo(buffer.Segment.AsSpan(buffer.End));
            buffer.End += part;
            row = row[part..];
            HandOver(channel);
            if (row.IsEmpty)
            {
                return;
            }

            buffer = Open(channel, ref outlet, BufferKind.LargeRowPart);
        }
    }

    void HandOver(int channel)
    {
        ref var outlet = ref outlets[channel];
        var subpartition = partition.Subpartitions[channel];
        if (outlet.Buffer is { } buffer)
        {
            outlet.Buffer = null;
            if (buffer.IsEmpty)
            {
                buffer.Release();
            }
            else
            {
                subpartition.Add(new ExchangeElement(buffer));
            }
        }

        if (outlet.Batch is { } batch)
        {
            outlet.Batch = null;
            while (!subpartition.HasRoomForBatch)
            {
                partition.Signal.Wait();
            }

            subpartition.Add(new ExchangeElement(batch));
        }
    }
}
