using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace FlinkYarn.Hadoop.Logs;

/// <summary>
/// Reads Hadoop's TFile container format: records in data blocks, found through indexes at the end
/// (<c>org.apache.hadoop.io.file.tfile.{TFile,BCFile,Utils,Chunk}</c>).
/// </summary>
static class TFile
{
    const int LargestBlock = 256 << 20;

    // A byte of deflate gives no more: 258 bytes for two bits.
    const int BestCompression = 1032;

    static readonly byte[] Magic = Convert.FromHexString("d111d36891b5d7b639df414092bae150");

    /// <summary>All records in order; a value's chunks are joined.</summary>
    public static IEnumerable<(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value)> ReadRecords(
        ReadOnlyMemory<byte> file)
    {
        foreach (var block in DataBlocks(file))
        {
            var position = 0;
            while (position < block.Length)
            {
                var key = Take(block, ref position, ReadLength(block.Span, ref position));
                yield return (key, ReadChunks(block, ref position));
            }
        }
    }

    static IEnumerable<ReadOnlyMemory<byte>> DataBlocks(ReadOnlyMemory<byte> file)
    {
        var index = FindBlock(file, "data:BCFile.index");
        var position = 0;
        var algorithm = ReadString(index, ref position);
        var count = ReadLength(index.Span, ref position);
        for (var block = 0; block < count; block++)
        {
            yield return ReadBlock(file, algorithm, BlockRegion.Read(index.Span, ref position));
        }
    }

    static ReadOnlyMemory<byte> FindBlock(ReadOnlyMemory<byte> file, string name)
    {
        const int trailer = 8 + 4 + 16;
        var bytes = file.Span;
        if (bytes.Length < Magic.Length + trailer || !bytes.StartsWith(Magic) || !bytes.EndsWith(Magic))
        {
            throw new InvalidDataException("Not a TFile: the magic bytes are missing at its beginning or end.");
        }

        var offset = BinaryPrimitives.ReadInt64BigEndian(bytes[^trailer..]);
        if (offset < Magic.Length || offset > bytes.Length - trailer)
        {
            throw new InvalidDataException($"A TFile's index cannot be at byte {offset} of {bytes.Length}.");
        }

        var position = (int)offset;
        for (var left = ReadLength(bytes, ref position); left > 0; left--)
        {
            var entry = ReadString(file, ref position);
            var algorithm = ReadString(file, ref position);
            var region = BlockRegion.Read(bytes, ref position);
            if (entry == name)
            {
                return ReadBlock(file, algorithm, region);
            }
        }

        throw new InvalidDataException($"The TFile has no block {name}.");
    }

    static ReadOnlyMemory<byte> ReadBlock(ReadOnlyMemory<byte> file, string algorithm, BlockRegion region)
    {
        if (region.Offset < 0 || region.Size < 0 || region.Offset > file.Length - region.Size
            || region.RawSize is < 0 or > LargestBlock)
        {
            throw new InvalidDataException($"A TFile's block cannot lie at {region} of {file.Length} bytes.");
        }

        var stored = file.Slice((int)region.Offset, (int)region.Size);
        return algorithm switch
        {
            "none" => stored,
            "gz" => Inflate(stored, (int)region.RawSize),
            _ => throw new InvalidDataException(
                $"A TFile compressed with {algorithm} cannot be read; none and gz can."),
        };
    }

    static byte[] Inflate(ReadOnlyMemory<byte> stored, int rawSize)
    {
        if (rawSize > (long)stored.Length * BestCompression)
        {
            throw new InvalidDataException($"{stored.Length} bytes of a TFile cannot be {rawSize} when inflated.");
        }

        using var inflated = new ZLibStream(new MemoryStream(stored.ToArray()), CompressionMode.Decompress);
        var raw = new byte[rawSize];
        inflated.ReadExactly(raw);
        return raw;
    }

    // A chunk's length is negative when more chunks follow.
    static ReadOnlyMemory<byte> ReadChunks(ReadOnlyMemory<byte> block, ref int position)
    {
        var first = ReadVariable(block.Span, ref position);
        if (first >= 0)
        {
            return Take(block, ref position, first);
        }

        var joined = new MemoryStream();
        for (var length = first; ; length = ReadVariable(block.Span, ref position))
        {
            joined.Write(Take(block, ref position, length < 0 ? unchecked(-length) : length).Span);
            if (length >= 0)
            {
                return joined.ToArray();
            }
        }
    }

    static string ReadString(ReadOnlyMemory<byte> bytes, ref int position) =>
        Encoding.UTF8.GetString(Take(bytes, ref position, ReadLength(bytes.Span, ref position)).Span);

    static ReadOnlyMemory<byte> Take(ReadOnlyMemory<byte> bytes, ref int position, long length)
    {
        if (length < 0 || length > bytes.Length - position)
        {
            throw new InvalidDataException(
                $"{length} bytes are wanted at {position} of a TFile's block of {bytes.Length}.");
        }

        var taken = bytes.Slice(position, (int)length);
        position += (int)length;
        return taken;
    }

    static long ReadLength(ReadOnlySpan<byte> bytes, ref int position)
    {
        var value = ReadVariable(bytes, ref position);
        return value >= 0 ? value : throw new InvalidDataException($"A TFile's length is {value}.");
    }

    // Utils.readVLong: unlike Hadoop's WritableUtils, one to four bytes hold small numbers of either sign.
    static long ReadVariable(ReadOnlySpan<byte> bytes, ref int position)
    {
        var first = (sbyte)ReadByte(bytes, ref position);
        switch (first)
        {
            case >= -32:
                return first;
            case >= -72:
                return ((long)(first + 52) << 8) | ReadByte(bytes, ref position);
            case >= -104:
                return ((long)(first + 88) << 16) | ReadBigEndian(bytes, ref position, 2);
            case >= -120:
                return ((long)(first + 112) << 24) | ReadBigEndian(bytes, ref position, 3);
            default:
                var count = first + 129;
                var shift = 64 - (8 * count);
                return (long)((ulong)ReadBigEndian(bytes, ref position, count) << shift) >> shift;
        }
    }

    static long ReadBigEndian(ReadOnlySpan<byte> bytes, ref int position, int count)
    {
        long value = 0;
        for (var read = 0; read < count; read++)
        {
            value = (value << 8) | ReadByte(bytes, ref position);
        }

        return value;
    }

    static byte ReadByte(ReadOnlySpan<byte> bytes, ref int position) =>
        position < bytes.Length ? bytes[position++] : throw new InvalidDataException("The TFile is cut short.");

    readonly record struct BlockRegion(long Offset, long Size, long RawSize)
    {
        public static BlockRegion Read(ReadOnlySpan<byte> bytes, ref int position) =>
            new(ReadVariable(bytes, ref position), ReadVariable(bytes, ref position),
                ReadVariable(bytes, ref position));
    }
}
