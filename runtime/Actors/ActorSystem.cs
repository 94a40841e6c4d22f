using FlinkYarn.Runtime.Failures;

namespace FlinkYarn.Runtime.Actors;

/// <summary>
/// What endpoints need from their process, all of it replaceable so that a whole control plane runs in one thread under
/// a seed: where mailboxes run, time, randomness, and who decides to end the process.
/// </summary>
sealed class ActorSystem(IMailboxRunner runner, TimeProvider time, Random random, IFatalErrorHandler fatalErrors)
{
    public TimeProvider Time => time;

    /// <summary>Used on mailboxes only; seeded in simulations.</summary>
    public Random Random => random;

    public IFatalErrorHandler FatalErrors => fatalErrors;

    /// <summary>32 hexadecimal digits, for tokens and allocations; thread-safe only as far as the random is.</summary>
    public string NextId()
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (random)
        {
            random.NextBytes(bytes);
        }

        return Convert.ToHexStringLower(bytes);
    }

    public Mailbox CreateMailbox(string name) => new(name, runner, fatalErrors);
}
