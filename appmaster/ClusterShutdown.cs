namespace FlinkYarn.AppMaster;

/// <summary>The wish of somebody who may have it that the whole application ends. Thread-safe.</summary>
sealed class ClusterShutdown
{
    readonly TaskCompletionSource requested = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when somebody wishes it.</summary>
    public Task Requested => requested.Task;

    public void Request() => requested.TrySetResult();
}
