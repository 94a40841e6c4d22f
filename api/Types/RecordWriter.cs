using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace FlinkYarn.Api.Types;

/// <summary>
/// Writes little-endian into an array, and into a larger pooled one when it is full: the owner of a network buffer sees
/// by a changed <see cref="Buffer"/> that a record did not fit.
/// </summary>
/// <param name="buffer">The first array; never given back to a pool by this writer.</param>
/// <param name="position">Where to begin.</param>
public ref struct RecordWriter(byte[] buffer, int position = 0)
{
    readonly byte[] first = buffer;

    /// <summary>The array that holds what was written: the given one, or a pooled one.</summary>
    public byte[] Buffer { get; private set; } = buffer;

    /// <summary>Where the next byte goes.</summary>
    public int Position { get; private set; } = position;

    /// <summary>What was written since the beginning of the array.</summary>
    public readonly ReadOnlySpan<byte> Written => Buffer.AsSpan(0, Position);

    /// <summary>Writes one byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteByte(byte value) => Reserve(1)[0] = value;

    /// <summary>Writes 0 or 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteBoolean(bool value) => Reserve(1)[0] = value ? (byte)1 : (byte)0;

    /// <summary>Writes the bytes of a value without references, as they lie in memory (little-endian machines only).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteRaw<T>(T value) where T : unmanaged =>
        Unsafe.WriteUnaligned(ref Reserve(Unsafe.SizeOf<T>())[0], value);

    /// <summary>Writes 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteInt32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Reserve(4), value);

    /// <summary>Writes 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteInt64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Reserve(8), value);

    /// <summary>Writes an unsigned number in one to five bytes, seven bits each, low first.</summary>
    public void WriteVarUInt32(uint value)
    {
        while (value >= 0x80)
        {
            WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        WriteByte((byte)value);
    }

    /// <summary>Writes bytes without their length.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    /// <summary>Writes 0 for null, otherwise the UTF-8 length plus one, and the bytes.</summary>
    public void WriteString(string? value)
    {
        if (value is null)
        {
            WriteByte(0);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        WriteVarUInt32((uint)length + 1);
        Encoding.UTF8.GetBytes(value, Reserve(length));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Span<byte> Reserve(int count)
    {
        var start = Position;
        if ((uint)(start + count) > (uint)Buffer.Length)
        {
            Grow(count);
        }

        Position = start + count;
        return Buffer.AsSpan(start, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    void Grow(int count)
    {
        var larger = ArrayPool<byte>.Shared.Rent(checked(Math.Max(Buffer.Length * 2, Position + count)));
        Buffer.AsSpan(0, Position).CopyTo(larger);
        if (!ReferenceEquals(Buffer, first))
        {
            ArrayPool<byte>.Shared.Return(Buffer);
        }

        Buffer = larger;
    }
}
