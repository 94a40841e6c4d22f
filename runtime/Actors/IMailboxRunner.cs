namespace FlinkYarn.Runtime.Actors;

/// <summary>Decides when and where a mailbox that has work runs: the thread pool, or a simulation's one queue.</summary>
interface IMailboxRunner
{
    /// <summary>Runs <paramref name="mailbox"/>'s <see cref="Mailbox.RunPending"/> once, soon, never inline.</summary>
    void Schedule(Mailbox mailbox);
}
