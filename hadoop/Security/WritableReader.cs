using System.Text;

namespace FlinkYarn.Hadoop.Security;

/// <summary>Reads Hadoop's Writable encoding (<c>org.apache.hadoop.io.{WritableUtils,Text}</c>), never past the end.</summary>
ref struct WritableReader(ReadOnlySpan<byte> bytes)
{
    readonly ReadOnlySpan<byte> bytes = bytes;
    int position;

    public readonly int Remaining => bytes.Length - position;

    public byte ReadByte() => ReadBytes(1)[0];

    /// <summary>A variable-length number: one byte from -112 on, otherwise a length and that many bytes.</summary>
    public long ReadVariable()
    {
        var first = (sbyte)ReadByte();
        if (first >= -112)
        {
            return first;
        }

        var isNegative = first < -120;
        var value = 0L;
        foreach (var next in ReadBytes(isNegative ? -120 - first : -112 - first))
        {
            value = (value << 8) | next;
        }

        return isNegative ? ~value : value;
    }

    public int ReadLength()
    {
        var length = ReadVariable();
        return length >= 0 && length <= Remaining
            ? (int)length
            : throw new InvalidDataException($"A length of {length} where {Remaining} bytes are left.");
    }

    public byte[] ReadBuffer() => ReadBytes(ReadLength()).ToArray();

    public string ReadText() => Encoding.UTF8.GetString(ReadBytes(ReadLength()));

    ReadOnlySpan<byte> ReadBytes(int count)
    {
        if (count > Remaining)
        {
            throw new InvalidDataException($"{count} bytes are wanted where {Remaining} are left.");
        }

        position += count;
        return bytes.Slice(position - count, count);
    }
}
