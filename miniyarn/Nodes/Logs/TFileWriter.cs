using System.Buffers.Binary;
using System.Text;

namespace FlinkYarn.MiniYarn.Nodes.Logs;

/// <summary>
/// Writes Hadoop's TFile container format without compression, a block for each record
/// (org.apache.hadoop.io.file.tfile.{TFile,BCFile,Utils}).
/// </summary>
internal sealed class TFileWriter
{
    const string Uncompressed = "none";

    // Of the format, and of its file within a file: 1.0 both.
    static readonly byte[] Version = [0, 1, 0, 0];
    static readonly byte[] Magic = Convert.FromHexString("d111d36891b5d7b639df414092bae150");

    readonly Stream target;
    readonly List<(long Offset, long Size)> blocks = [];
    readonly List<byte[]> keys = [];

    public TFileWriter(Stream target)
    {
        this.target = target;
        target.Write(Magic);
    }

    /// <summary>Adds a record whose value the caller writes: exactly so many bytes.</summary>
    public async Task AddAsync(byte[] key, long length, Func<Stream, Task> write)
    {
        var start = target.Position;
        WriteVariable(target, key.Length);
        target.Write(key);
        // The value as one chunk, which is the last one because its length is not negative.
        WriteVariable(target, length);
        var end = target.Position + length;
        await write(target);
        if (target.Position != end)
        {
            throw new IOException($"A record of {length} bytes became {length + target.Position - end}.");
        }

        blocks.Add((start, target.Position - start));
        keys.Add(key);
    }

    /// <summary>Writes the indexes, which make it a file.</summary>
    public void Complete()
    {
        (string Name, (long Offset, long Size) Region)[] indexes =
        [
            ("data:BCFile.index", WriteBlock(WriteDataIndex)),
            ("data:TFile.index", WriteBlock(WriteKeyIndex)),
            ("data:TFile.meta", WriteBlock(WriteDescription)),
        ];
        var start = target.Position;
        WriteVariable(target, indexes.Length);
        foreach (var (name, region) in indexes)
        {
            WriteText(target, name);
            WriteText(target, Uncompressed);
            WriteRegion(target, region);
        }

        Span<byte> offset = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(offset, start);
        target.Write(offset);
        target.Write(Version);
        target.Write(Magic);
    }

    (long Offset, long Size) WriteBlock(Action<Stream> write)
    {
        var start = target.Position;
        write(target);
        return (start, target.Position - start);
    }

    void WriteDataIndex(Stream stream)
    {
        WriteText(stream, Uncompressed);
        WriteVariable(stream, blocks.Count);
        foreach (var block in blocks)
        {
            WriteRegion(stream, block);
        }
    }

    // The first key, then of each block the last one and how many records it has.
    void WriteKeyIndex(Stream stream)
    {
        if (keys.Count == 0)
        {
            WriteVariable(stream, 0);
            return;
        }

        WriteEntry(stream, entry => WriteBytes(entry, keys[0]));
        foreach (var key in keys)
        {
            WriteEntry(stream, entry =>
            {
                WriteBytes(entry, key);
                WriteVariable(entry, 1);
            });
        }
    }

    // An empty comparator: the keys are not sorted.
    void WriteDescription(Stream stream)
    {
        stream.Write(Version);
        WriteVariable(stream, keys.Count);
        WriteText(stream, "");
    }

    static void WriteEntry(Stream stream, Action<Stream> write)
    {
        var entry = new MemoryStream();
        write(entry);
        WriteBytes(stream, entry.ToArray());
    }

    static void WriteRegion(Stream stream, (long Offset, long Size) region)
    {
        WriteVariable(stream, region.Offset);
        WriteVariable(stream, region.Size);
        WriteVariable(stream, region.Size);
    }

    static void WriteText(Stream stream, string text) => WriteBytes(stream, Encoding.UTF8.GetBytes(text));

    static void WriteBytes(Stream stream, byte[] bytes)
    {
        WriteVariable(stream, bytes.Length);
        stream.Write(bytes);
    }

    // Utils.writeVLong for what is not negative: one byte up to 127, then two to four with the first one's range
    // telling how many, then a count and the number in as few bytes as leave its sign clear.
    static void WriteVariable(Stream stream, long number)
    {
        switch (number)
        {
            case < 128:
                stream.WriteByte((byte)number);
                break;
            case < 20 << 8:
                stream.WriteByte((byte)((number >> 8) - 52));
                WriteLow(stream, number, 1);
                break;
            case < 16 << 16:
                stream.WriteByte((byte)((number >> 16) - 88));
                WriteLow(stream, number, 2);
                break;
            case < 8 << 24:
                stream.WriteByte((byte)((number >> 24) - 112));
                WriteLow(stream, number, 3);
                break;
            default:
                var count = ((64 - (int)long.LeadingZeroCount(number)) / 8) + 1;
                stream.WriteByte((byte)(count - 129));
                WriteLow(stream, number, count);
                break;
        }
    }

    static void WriteLow(Stream stream, long number, int count)
    {
        for (var left = count - 1; left >= 0; left--)
        {
            stream.WriteByte((byte)(number >> (8 * left)));
        }
    }
}
