namespace FlinkYarn.AppMaster.Dispatcher;

/// <summary>
/// The jobs that have ended, the last ones only and for a time (Flink's <c>ExecutionGraphInfoStore</c>).
/// </summary>
sealed class JobArchive(int capacity, TimeSpan expiration, TimeProvider time)
{
    readonly Queue<FinishedJob> order = new();
    readonly Dictionary<string, FinishedJob> byId = [];

    /// <summary>In the order in which they ended.</summary>
    public IReadOnlyCollection<FinishedJob> All
    {
        get
        {
            Trim();
            return order;
        }
    }

    public void Add(FinishedJob job)
    {
        order.Enqueue(job);
        byId.Add(job.JobId, job);
        Trim();
    }

    public FinishedJob? Find(string jobId)
    {
        Trim();
        return byId.GetValueOrDefault(jobId);
    }

    void Trim()
    {
        var forgotten = time.GetUtcNow() - expiration;
        while (order.TryPeek(out var oldest) && (order.Count > capacity || oldest.Ended < forgotten))
        {
            order.Dequeue();
            byId.Remove(oldest.JobId);
        }
    }
}
