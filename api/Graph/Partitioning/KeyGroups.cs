namespace FlinkYarn.Api.Graph.Partitioning;

/// <summary>
/// Key to key group to subtask, as Flink's KeyGroupRangeAssignment: the group depends on the key and on max
/// parallelism only, so that state moves between subtasks by whole groups.
/// </summary>
static class KeyGroups
{
    /// <summary>Greatest max parallelism (Flink's UPPER_BOUND_MAX_PARALLELISM).</summary>
    public const int MaxParallelismLimit = 1 << 15;

    /// <summary>The key group of a stable 32-bit key hash.</summary>
    public static int Of(int keyHash, int maxParallelism) => (int)(Mix((uint)keyHash) % (uint)maxParallelism);

    /// <summary>The subtask that owns a key group.</summary>
    public static int Subtask(int keyGroup, int maxParallelism, int parallelism) =>
        (int)((long)keyGroup * parallelism / maxParallelism);

    /// <summary>Flink's default: 1.5 × parallelism rounded up to a power of two, within 128 and 32768.</summary>
    public static int DefaultMaxParallelism(int parallelism) =>
        (int)Math.Clamp(System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(parallelism + (parallelism / 2))), 128, MaxParallelismLimit);

    // MurmurHash3's finalizer: weak hashes (small integers) must spread over the groups.
    static uint Mix(uint hash)
    {
        hash ^= hash >> 16;
        hash *= 0x85EBCA6B;
        hash ^= hash >> 13;
        hash *= 0xC2B2AE35;
        return hash ^ (hash >> 16);
    }
}
