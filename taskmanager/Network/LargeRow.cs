using FlinkYarn.Api.Types;
using FlinkYarn.TaskManager.Memory;

namespace FlinkYarn.TaskManager.Network;

/// <summary>A row that spans buffers, as far as it has come. Memory is taken as bytes come, not as they are promised.</summary>
sealed class LargeRow
{
    readonly int length;
    byte[] bytes;
    int count;

    LargeRow(int length, BufferKind kind, int first)
    {
        this.length = length;
        Kind = kind;
        bytes = new byte[Math.Min(length, Math.Max(first, 1) * 4)];
    }

    public BufferKind Kind { get; }

    public bool IsComplete => count == length;

    public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, count);

    public static LargeRow Begin(ReadOnlySpan<byte> content, long limit)
    {
        var reader = new RecordReader(content);
        var length = reader.ReadInt32();
        var kind = (BufferKind)reader.ReadByte();
        if (length <= 0 || length > limit || kind > BufferKind.TimestampedRows)
        {
            throw new RecordFormatException(
                $"A row of {length} bytes is outside the limit of {limit} (taskmanager.network.max-record-size).");
        }

        var row = new LargeRow(length, kind, reader.Remaining);
        row.Add(content[reader.Position..]);
        return row;
    }

    public void Add(ReadOnlySpan<byte> part)
    {
        if (part.Length > length - count)
        {
            throw new RecordFormatException($"A row of {length} bytes has more than that.");
        }

        if (count + part.Length > bytes.Length)
        {
            Array.Resize(ref bytes, (int)Math.Min(length, Math.Max(bytes.Length * 2L, count + part.Length)));
        }

        part.CopyTo(bytes.AsSpan(count));
        count += part.Length;
    }
}
