namespace FlinkYarn.TaskManager.Records;

/// <summary>Batches that one producer fills and its consumers give back; never keeps more than its limit.</summary>
sealed class RecordBatchPool<T>(int capacity, int limit)
{
    readonly Lock sync = new();
    readonly Stack<RecordBatch<T>> free = [];

    public RecordBatch<T> Take()
    {
        lock (sync)
        {
            if (free.TryPop(out var batch))
            {
                return batch;
            }
        }

        return new RecordBatch<T>(capacity, this);
    }

    public void Return(RecordBatch<T> batch)
    {
        lock (sync)
        {
            if (free.Count < limit)
            {
                free.Push(batch);
            }
        }
    }
}
