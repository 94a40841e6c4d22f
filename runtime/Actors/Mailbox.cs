using FlinkYarn.Runtime.Failures;

namespace FlinkYarn.Runtime.Actors;

/// <summary>
/// A task scheduler that runs one endpoint's work in order, one piece at a time, so that <c>await</c> inside the
/// endpoint comes back to it (the idiom of Orleans' ActivationTaskScheduler).
/// </summary>
sealed class Mailbox(string name, IMailboxRunner runner, IFatalErrorHandler fatalErrors) : TaskScheduler
{
    const int BatchSize = 64;

    readonly Queue<Task> pending = new();
    bool isScheduled;

    public string Name => name;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Whether the caller runs on this mailbox.</summary>
    public bool IsCurrent => Current == this && Task.CurrentId is not null;

    /// <summary>Runs an action on this mailbox; an exception it lets out is a bug and ends the process.</summary>
    public void Post(Action action) => _ = RunAsync(() =>
    {
        try
        {
            action();
        }
        catch (Exception failure)
        {
            fatalErrors.OnFatalError($"Endpoint {name}", failure);
        }
    });

    /// <summary>Runs a function on this mailbox; its exception goes to the caller.</summary>
    public Task RunAsync(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    /// <inheritdoc cref="RunAsync(Action)"/>
    public Task<T> RunAsync<T>(Func<T> function) =>
        Task.Factory.StartNew(function, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    /// <inheritdoc cref="RunAsync(Action)"/>
    public Task RunAsync(Func<Task> function) =>
        Task.Factory.StartNew(function, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <inheritdoc cref="RunAsync(Action)"/>
    public Task<T> RunAsync<T>(Func<Task<T>> function) =>
        Task.Factory.StartNew(function, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <summary>Called by the runner, never by two threads at once: runs what is pending, up to a batch.</summary>
    public void RunPending()
    {
        for (var done = 0; done < BatchSize; done++)
        {
            Task? next;
            lock (pending)
            {
                if (!pending.TryDequeue(out next))
                {
                    isScheduled = false;
                    return;
                }
            }

            TryExecuteTask(next);
        }

        runner.Schedule(this);
    }

    protected override void QueueTask(Task task)
    {
        lock (pending)
        {
            pending.Enqueue(task);
            if (isScheduled)
            {
                return;
            }

            isScheduled = true;
        }

        runner.Schedule(this);
    }

    /// <summary>Never inline: the order of arrival is the order of execution.</summary>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (pending)
        {
            return [.. pending];
        }
    }
}
