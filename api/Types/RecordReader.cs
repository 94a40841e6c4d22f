using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace FlinkYarn.Api.Types;

/// <summary>Reads what <see cref="RecordWriter"/> wrote; never reads past the end, never believes a length.</summary>
/// <param name="bytes">One or more whole records.</param>
public ref struct RecordReader(ReadOnlySpan<byte> bytes)
{
    readonly ReadOnlySpan<byte> bytes = bytes;

    /// <summary>Where the next byte is read.</summary>
    public int Position { get; private set; }

    /// <summary>Bytes not yet read.</summary>
    public readonly int Remaining => bytes.Length - Position;

    /// <summary>Reads one byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte ReadByte() => Take(1)[0];

    /// <summary>Reads 0 or 1.</summary>
    public bool ReadBoolean() => Take(1)[0] switch
    {
        0 => false,
        1 => true,
        var other => throw new RecordFormatException($"A boolean is 0 or 1, not {other}."),
    };

    /// <summary>Reads a value without references.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T ReadRaw<T>() where T : unmanaged =>
        Unsafe.ReadUnaligned<T>(ref Unsafe.AsRef(in Take(Unsafe.SizeOf<T>())[0]));

    /// <summary>Reads 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    /// <summary>Reads 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    /// <summary>Reads an unsigned number of one to five bytes.</summary>
    public uint ReadVarUInt32()
    {
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = ReadByte();
            if (shift == 28 && next > 0x0F)
            {
                break;
            }

            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new RecordFormatException("A variable-length number has more than 32 bits.");
    }

    /// <summary>
    /// Reads a number of elements, each of at least the given bytes: a larger count than the bytes left can hold is
    /// refused.
    /// </summary>
    public int ReadCount(int leastBytesPerElement = 1)
    {
        var count = ReadVarUInt32();
        if (count > (uint)(Remaining / Math.Max(1, leastBytesPerElement)))
        {
            throw new RecordFormatException($"A count of {count} elements in {Remaining} bytes.");
        }

        return (int)count;
    }

    /// <summary>Reads bytes; the span is valid as long as the buffer.</summary>
    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Take(count);
    }

    /// <summary>Reads a string or null.</summary>
    public string? ReadString()
    {
        var lengthPlusOne = ReadVarUInt32();
        if (lengthPlusOne == 0)
        {
            return null;
        }

        return lengthPlusOne - 1 <= (uint)Remaining
            ? Encoding.UTF8.GetString(Take((int)(lengthPlusOne - 1)))
            : throw new RecordFormatException($"A string of {lengthPlusOne - 1} bytes in {Remaining} bytes.");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ReadOnlySpan<byte> Take(int count)
    {
        var start = Position;
        if ((uint)count > (uint)(bytes.Length - start))
        {
            ThrowShort(count, bytes.Length - start);
        }

        Position = start + count;
        return bytes.Slice(start, count);
    }

    static void ThrowShort(int wanted, int left) =>
        throw new RecordFormatException($"The record ends too early: {wanted} bytes wanted, {left} left.");
}
