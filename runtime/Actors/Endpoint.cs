namespace FlinkYarn.Runtime.Actors;

/// <summary>
/// An actor: its state is touched only on its mailbox. Public methods of an endpoint post to the mailbox and return at
/// once; what they return completes when the work is done.
/// </summary>
abstract class Endpoint(ActorSystem system, string name)
{
    protected ActorSystem System => system;

    protected Mailbox Mailbox { get; } = system.CreateMailbox(name);

    /// <summary>Called first by everything that touches state.</summary>
    protected void AssertOnMailbox() =>
        Failures.Invariant.Require(Mailbox.IsCurrent, $"{name} was touched outside its mailbox");

    /// <summary>Runs an action on the mailbox after a delay; dispose the timer to take it back.</summary>
    protected ITimer Schedule(TimeSpan delay, Action action) =>
        system.Time.CreateTimer(_ => Mailbox.Post(action), null, delay, Timeout.InfiniteTimeSpan);

    /// <summary>Runs an action on the mailbox again and again.</summary>
    protected ITimer ScheduleEvery(TimeSpan period, Action action) =>
        system.Time.CreateTimer(_ => Mailbox.Post(action), null, period, period);
}
