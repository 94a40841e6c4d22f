using FlinkYarn.Runtime.Actors;
using FlinkYarn.Runtime.Failures;

namespace FlinkYarn.AppMaster.Tests.Kit;

/// <summary>
/// Runs all mailboxes of a test on the test's own thread, one after another, until nothing is left to do.
/// </summary>
sealed class StepRunner : IMailboxRunner
{
    readonly Queue<Mailbox> ready = new();

    public void Schedule(Mailbox mailbox)
    {
        lock (ready)
        {
            ready.Enqueue(mailbox);
        }
    }

    public void RunAll()
    {
        while (TryTake(out var mailbox))
        {
            mailbox!.RunPending();
        }
    }

    bool TryTake(out Mailbox? mailbox)
    {
        lock (ready)
        {
            return ready.TryDequeue(out mailbox);
        }
    }
}

/// <summary>A fatal error fails the test.</summary>
sealed class ThrowingErrorHandler : IFatalErrorHandler
{
    public Exception? Failure { get; private set; }

    public void OnFatalError(string where, Exception failure) => Failure ??= failure;
}
