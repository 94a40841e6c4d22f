using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace FlinkYarn.Hadoop.Tests.Logs;

/// <summary>Writes TFiles as a NodeManager does, to be read back.</summary>
sealed class TFileBuilder(string algorithm)
{
    static readonly byte[] Magic = Convert.FromHexString("d111d36891b5d7b639df414092bae150");

    readonly MemoryStream block = new();

    /// <summary>A record whose value is stored in chunks of at most the given size.</summary>
    public TFileBuilder Record(string key, byte[] value, int chunk = int.MaxValue)
    {
        var keyBytes = Utf(key);
        WriteVariable(block, keyBytes.Length);
        block.Write(keyBytes);
        for (var offset = 0; ; offset += chunk)
        {
            var length = Math.Min(chunk, value.Length - offset);
            var isLast = offset + length == value.Length;
            WriteVariable(block, isLast ? length : -length);
            block.Write(value, offset, length);
            if (isLast)
            {
                return this;
            }
        }
    }

    /// <summary>A record whose value's chunks are written as they are given.</summary>
    public TFileBuilder Damaged(string key, byte[] chunks)
    {
        var keyBytes = Utf(key);
        WriteVariable(block, keyBytes.Length);
        block.Write(keyBytes);
        block.Write(chunks);
        return this;
    }

    /// <summary>A container's value: files one after another.</summary>
    public static byte[] Files(params (string Name, string Content)[] files)
    {
        var value = new MemoryStream();
        foreach (var (name, content) in files)
        {
            var bytes = Encoding.UTF8.GetBytes(content);
            value.Write(Utf(name));
            value.Write(Utf(bytes.Length.ToString()));
            value.Write(bytes);
        }

        return value.ToArray();
    }

    /// <param name="claimedSize">What the index says of the block's size, where that is not the truth.</param>
    public byte[] Build(int? claimedSize = null)
    {
        var file = new MemoryStream();
        file.Write(Magic);
        var raw = block.ToArray();
        var stored = algorithm == "gz" ? Deflate(raw) : raw;
        var dataOffset = file.Position;
        file.Write(stored);
        var index = new MemoryStream();
        WriteString(index, algorithm);
        WriteVariable(index, 1);
        WriteVariable(index, dataOffset);
        WriteVariable(index, stored.Length);
        WriteVariable(index, claimedSize ?? raw.Length);
        var indexOffset = file.Position;
        file.Write(index.ToArray());
        var metaOffset = file.Position;
        WriteVariable(file, 1);
        WriteString(file, "data:BCFile.index");
        WriteString(file, "none");
        WriteVariable(file, indexOffset);
        WriteVariable(file, index.Length);
        WriteVariable(file, index.Length);
        Span<byte> trailer = stackalloc byte[12];
        BinaryPrimitives.WriteInt64BigEndian(trailer, metaOffset);
        BinaryPrimitives.WriteInt16BigEndian(trailer[8..], 1);
        file.Write(trailer);
        file.Write(Magic);
        return file.ToArray();
    }

    static byte[] Deflate(byte[] raw)
    {
        var deflated = new MemoryStream();
        using (var stream = new ZLibStream(deflated, CompressionLevel.Fastest))
        {
            stream.Write(raw);
        }

        return deflated.ToArray();
    }

    static byte[] Utf(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [(byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];
    }

    static void WriteString(MemoryStream target, string text)
    {
        WriteVariable(target, text.Length);
        target.Write(Encoding.UTF8.GetBytes(text));
    }

    // Utils.writeVLong, its shortest form for each range.
    static void WriteVariable(MemoryStream target, long value)
    {
        if (value is >= -32 and <= 127)
        {
            target.WriteByte((byte)value);
        }
        else if (value is >= -20 * 256 and < 20 * 256)
        {
            target.Write([(byte)((value >> 8) - 52), (byte)value]);
        }
        else if (value is >= -16 * 65536 and < 16 * 65536)
        {
            target.Write([(byte)((value >> 16) - 88), (byte)(value >> 8), (byte)value]);
        }
        else
        {
            Span<byte> bytes = stackalloc byte[5];
            bytes[0] = unchecked((byte)(4 - 129));
            BinaryPrimitives.WriteInt32BigEndian(bytes[1..], checked((int)value));
            target.Write(bytes);
        }
    }
}
