namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>Cancels a transfer in which no byte has moved for too long.</summary>
sealed class StallWatch : IDisposable
{
    readonly TimeSpan patience;
    readonly CancellationTokenSource stall;
    readonly CancellationTokenSource linked;

    public StallWatch(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        this.patience = patience;
        stall = new CancellationTokenSource(patience, time);
        linked = CancellationTokenSource.CreateLinkedTokenSource(stall.Token, cancellationToken);
    }

    public CancellationToken Token => linked.Token;

    public bool HasStalled => stall.IsCancellationRequested;

    public void Moved() => stall.CancelAfter(patience);

    public void Pause() => stall.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        linked.Dispose();
        stall.Dispose();
    }
}
