namespace FlinkYarn.TaskManager.State;

/// <summary>The key groups that one subtask owns, as Flink's KeyGroupRangeAssignment has them.</summary>
readonly record struct KeyGroupRange(int First, int Count, int MaxParallelism)
{
    public static KeyGroupRange Of(int subtask, int parallelism, int maxParallelism)
    {
        var first = (int)((((long)subtask * maxParallelism) + parallelism - 1) / parallelism);
        var next = (int)((((long)(subtask + 1) * maxParallelism) + parallelism - 1) / parallelism);
        return new KeyGroupRange(first, next - first, maxParallelism);
    }
}
