namespace FlinkYarn.TaskManager.Tasks;

/// <summary>
/// How many rows go through the chain at a time: as many as their work takes a fraction of the buffer timeout, so that
/// rows of a slow function do not wait for a batch of theirs to be full.
/// </summary>
sealed class BatchSizer(int most, TimeSpan bufferTimeout)
{
    const int First = 16;

    static readonly TimeSpan LeastTarget = TimeSpan.FromMilliseconds(1);

    readonly TimeSpan target = bufferTimeout / 4 > LeastTarget ? bufferTimeout / 4 : LeastTarget;

    public int Size { get; private set; } = Math.Min(First, most);

    /// <summary>Learns what the last rows took, without the time that was spent waiting for others.</summary>
    public void Observe(TimeSpan worked)
    {
        if (worked > target)
        {
            Size = Math.Max(1, Size / 4);
        }
        else if (Size < most && worked < target / 4)
        {
            Size = Math.Min(most, Size * 2);
        }
    }
}
