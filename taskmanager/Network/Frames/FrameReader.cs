using System.Buffers.Binary;
using System.Text;

namespace FlinkYarn.TaskManager.Network.Frames;

/// <summary>Reads the payload of a small frame; what is short or left over breaks the connection.</summary>
ref struct FrameReader(ReadOnlySpan<byte> payload)
{
    const int LongestText = 4096;

    ReadOnlySpan<byte> left = payload;

    public byte ReadByte() => Take(1)[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    /// <summary>A number that must not be negative nor above the limit.</summary>
    public int ReadNumber(int limit = int.MaxValue)
    {
        var value = ReadUInt32();
        return value <= (uint)limit ? (int)value : throw new FrameException($"a number of {value} is above {limit}");
    }

    public string ReadText()
    {
        var length = ReadUInt16();
        return length <= LongestText
            ? Encoding.UTF8.GetString(Take(length))
            : throw new FrameException($"a text of {length} bytes is too long");
    }

    public readonly void ExpectEnd()
    {
        if (!left.IsEmpty)
        {
            throw new FrameException($"{left.Length} bytes are left over in a frame");
        }
    }

    ReadOnlySpan<byte> Take(int count)
    {
        if (count > left.Length)
        {
            throw new FrameException("a frame ends too early");
        }

        var taken = left[..count];
        left = left[count..];
        return taken;
    }
}
