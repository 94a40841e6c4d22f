namespace FlinkYarn.Runtime.Actors;

/// <summary>Production: a mailbox with work runs on the thread pool.</summary>
sealed class ThreadPoolMailboxRunner : IMailboxRunner
{
    public static ThreadPoolMailboxRunner Instance { get; } = new();

    public void Schedule(Mailbox mailbox) =>
        ThreadPool.UnsafeQueueUserWorkItem(static state => state.RunPending(), mailbox, preferLocal: false);
}
