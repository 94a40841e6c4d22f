using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace FlinkYarn.MiniYarn.WebHdfs;

/// <summary>
/// HDFS's file checksum: the MD5 of the blocks' MD5s of the CRC-32C of every 512 bytes (MD5MD5CRC32FileChecksum).
/// </summary>
internal sealed record FileChecksum(string Algorithm, byte[] Bytes)
{
    const int BytesPerCrc = 512;

    public static async Task<FileChecksum> ComputeAsync(
        Stream file, long blockSize, CancellationToken cancellationToken)
    {
        using var ofFile = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        using var ofBlock = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        var chunk = new byte[BytesPerCrc];
        var crc = new byte[4];
        long position = 0;
        while (true)
        {
            var count = await file.ReadAtLeastAsync(chunk, BytesPerCrc, throwOnEndOfStream: false, cancellationToken);
            if (count > 0)
            {
                BinaryPrimitives.WriteUInt32BigEndian(crc, Crc32C(chunk.AsSpan(0, count)));
                ofBlock.AppendData(crc);
                position += count;
            }

            var isEnd = count < BytesPerCrc;
            if (isEnd || position % blockSize == 0)
            {
                if (position > 0 && (count > 0 || position % blockSize != 0))
                {
                    ofFile.AppendData(ofBlock.GetHashAndReset());
                }

                if (isEnd)
                {
                    return Of(ofFile.GetHashAndReset(), position > blockSize ? blockSize / BytesPerCrc : 0);
                }
            }
        }
    }

    static FileChecksum Of(byte[] md5, long crcPerBlock)
    {
        var bytes = new byte[28];
        BinaryPrimitives.WriteInt32BigEndian(bytes, BytesPerCrc);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(4), crcPerBlock);
        md5.CopyTo(bytes, 12);
        return new FileChecksum($"MD5-of-{crcPerBlock}MD5-of-{BytesPerCrc}CRC32C", bytes);
    }

    static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}
