using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace FlinkYarn.Hadoop.Tests.Http;

/// <summary>
/// A clock that jumps over every delay of a retry, and remembers them; longer timers (timeouts) stand still.
/// </summary>
sealed class EagerTime : FakeTimeProvider
{
    static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    public ConcurrentQueue<TimeSpan> Delays { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime < LongestDelay)
        {
            Delays.Enqueue(dueTime);
            ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
        }

        return timer;
    }
}
