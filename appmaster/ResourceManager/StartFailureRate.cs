namespace FlinkYarn.AppMaster.ResourceManager;

/// <summary>
/// Notices when TaskManagers keep failing to start, so that YARN is not flooded
/// (<c>resourcemanager.start-worker.max-failure-rate</c>).
/// </summary>
sealed class StartFailureRate(int mostPerMinute, TimeProvider time)
{
    static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    readonly Queue<DateTimeOffset> failures = new();

    /// <summary>Why the last one failed, for whoever waits.</summary>
    public string? LastReason { get; private set; }

    /// <summary>Notes a failure; true when there were too many within a minute.</summary>
    public bool Add(string reason)
    {
        LastReason = reason;
        var now = time.GetUtcNow();
        failures.Enqueue(now);
        while (now - failures.Peek() > Window)
        {
            failures.Dequeue();
        }

        return failures.Count > mostPerMinute;
    }
}
