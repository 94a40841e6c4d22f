using System.Buffers.Binary;
using System.Numerics;

namespace FlinkYarn.Api.Keys;

/// <summary>
/// The 32-bit hash of bytes and numbers. Its results are part of the state's format: never change them
/// (MurmurHash3_x86_32, Austin Appleby, public domain).
/// </summary>
static class StableHash
{
    public static int OfInt64(long value)
    {
        // The finalizer of SplitMix64, folded.
        var mixed = (ulong)value;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        mixed ^= mixed >> 31;
        return (int)(mixed ^ (mixed >> 32));
    }

    public static int OfBytes(ReadOnlySpan<byte> bytes)
    {
        uint hash = 0;
        var rest = bytes;
        for (; rest.Length >= 4; rest = rest[4..])
        {
            hash = (BitOperations.RotateLeft(hash ^ Scramble(BinaryPrimitives.ReadUInt32LittleEndian(rest)), 13) * 5)
                + 0xE6546B64;
        }

        uint tail = 0;
        for (var index = rest.Length - 1; index >= 0; index--)
        {
            tail = (tail << 8) | rest[index];
        }

        return (int)Finish(hash ^ Scramble(tail) ^ (uint)bytes.Length);
    }

    static uint Scramble(uint block) => BitOperations.RotateLeft(block * 0xCC9E2D51, 15) * 0x1B873593;

    static uint Finish(uint hash)
    {
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
        return hash ^ (hash >> 16);
    }
}
