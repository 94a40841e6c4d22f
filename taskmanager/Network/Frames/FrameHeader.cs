using System.Buffers.Binary;
using FlinkYarn.TaskManager.Memory;

namespace FlinkYarn.TaskManager.Network.Frames;

/// <summary>
/// Begin of each frame: <c>[length u32][type u8][channel u32]</c>, little-endian; the length counts what follows it.
/// </summary>
/// <param name="PayloadLength">Bytes after the header.</param>
readonly record struct FrameHeader(FrameType Type, uint Channel, int PayloadLength)
{
    public const int Size = 9;

    /// <summary>Kind u8, sequence u32, backlog u32: stands before a buffer's bytes.</summary>
    public const int BufferFieldsSize = NetworkBuffer.HeaderRoom - Size;

    /// <summary>Largest payload of a frame that is no buffer.</summary>
    public const int LargestControl = 8 << 10;

    const int LengthSize = 4;

    public void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(target, (uint)(Size - LengthSize + PayloadLength));
        target[LengthSize] = (byte)Type;
        BinaryPrimitives.WriteUInt32LittleEndian(target[(LengthSize + 1)..], Channel);
    }

    /// <summary>Reads a header and believes nothing in it.</summary>
    /// <exception cref="FrameException">The type is unknown or the length is impossible for it.</exception>
    public static FrameHeader Read(ReadOnlySpan<byte> source, int segmentSize)
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(source);
        var type = (FrameType)source[LengthSize];
        var channel = BinaryPrimitives.ReadUInt32LittleEndian(source[(LengthSize + 1)..]);
        if (type is < FrameType.Hello or > FrameType.Close)
        {
            throw new FrameException($"a frame has the unknown type {(byte)type}");
        }

        var largest = type == FrameType.Buffer ? segmentSize - Size : LargestControl;
        var least = type == FrameType.Buffer ? BufferFieldsSize + 1 : 0;
        var payload = (long)length - (Size - LengthSize);
        return payload < least || payload > largest
            ? throw new FrameException($"a {type} frame has an impossible length of {length} bytes")
            : new FrameHeader(type, channel, (int)payload);
    }

    /// <summary>Puts the header of a buffer into the room before its content; the frame is then one piece.</summary>
    public static ReadOnlyMemory<byte> Frame(NetworkBuffer buffer, uint channel, uint sequence, int backlog)
    {
        var segment = buffer.Segment.AsSpan();
        new FrameHeader(FrameType.Buffer, channel, buffer.End - Size).Write(segment);
        segment[Size] = (byte)buffer.Kind;
        BinaryPrimitives.WriteUInt32LittleEndian(segment[(Size + 1)..], sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(segment[(Size + 5)..], (uint)backlog);
        return buffer.Segment.AsMemory(0, buffer.End);
    }
}
