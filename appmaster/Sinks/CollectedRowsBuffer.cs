namespace FlinkYarn.AppMaster.Sinks;

/// <summary>
/// Rows of one collect sink between the tasks and the client: bounded, so that a client that does not read holds the
/// tasks back. Touched on the JobManager's mailbox only.
/// </summary>
sealed class CollectedRowsBuffer
{
    const long MostBytes = 16L << 20;

    readonly Queue<ReadOnlyMemory<byte>> chunks = new();
    readonly Queue<TaskCompletionSource> blocked = new();
    TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long first;
    long bytes;

    /// <summary>Whether the job has ended: no more chunks will come.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Completes at the next change.</summary>
    public Task Changed => changed.Task;

    /// <summary>Takes a chunk; the task completes when there is room for the next.</summary>
    public Task AddAsync(ReadOnlyMemory<byte> chunk)
    {
        chunks.Enqueue(chunk);
        bytes += chunk.Length;
        Signal();
        if (bytes <= MostBytes)
        {
            return Task.CompletedTask;
        }

        var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        blocked.Enqueue(room);
        return room.Task;
    }

    /// <summary>
    /// The chunks from a number on; asking for it says that those before it have arrived, so they are dropped.
    /// </summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Read(long from)
    {
        while (first < from && chunks.TryDequeue(out var read))
        {
            first++;
            bytes -= read.Length;
        }

        while (bytes <= MostBytes && blocked.TryDequeue(out var room))
        {
            room.SetResult();
        }

        return [.. chunks];
    }

    public void Complete()
    {
        IsComplete = true;
        while (blocked.TryDequeue(out var room))
        {
            room.SetResult();
        }

        Signal();
    }

    void Signal()
    {
        changed.TrySetResult();
        changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
