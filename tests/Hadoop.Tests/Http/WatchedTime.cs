using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace FlinkYarn.Hadoop.Tests.Http;

/// <summary>A clock that stands, and tells when somebody has begun to wait for it.</summary>
sealed class WatchedTime : FakeTimeProvider
{
    readonly Channel<TimeSpan> waits = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>Lets a time pass as soon as somebody waits for exactly that long.</summary>
    public async Task PassAsync(TimeSpan span)
    {
        while (await waits.Reader.ReadAsync(TestContext.Current.CancellationToken) != span)
        {
        }

        Advance(span);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        waits.Writer.TryWrite(dueTime);
        return new WatchedTimer(timer, waits.Writer);
    }

    sealed class WatchedTimer(ITimer timer, ChannelWriter<TimeSpan> waits) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = timer.Change(dueTime, period);
            waits.TryWrite(dueTime);
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
