using System.Diagnostics;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.TaskManager.Operators;
using FlinkYarn.TaskManager.Threading;

namespace FlinkYarn.TaskManager.Tasks;

/// <summary>
/// Moves a chain's head until it has ended, handing over waiting rows when the buffer timeout is over. On the task's
/// thread.
/// </summary>
sealed class TaskLoop(RunningChain chain, TaskSignal signal, TaskOptions options, TimeProvider time)
{
    readonly BatchSizer batch = new(options.BatchSize, options.BufferTimeout);
    long lastFlush = time.GetTimestamp();
    bool hasUnflushed;

    public void Run()
    {
        while (true)
        {
            signal.ThrowIfCanceled();
            var start = time.GetTimestamp();
            var waited = signal.WaitedTicks;
            switch (chain.Head.Advance(batch.Size))
            {
                case HeadStatus.Ended:
                    chain.Flush();
                    return;
                case HeadStatus.Progressed:
                    hasUnflushed = true;
                    var waiting = Stopwatch.GetElapsedTime(0, signal.WaitedTicks - waited);
                    batch.Observe(time.GetElapsedTime(start) - waiting);
                    FlushIfDue();
                    break;
                default:
                    Wait();
                    break;
            }
        }
    }

    void Wait()
    {
        if (!hasUnflushed)
        {
            signal.Wait();
            return;
        }

        var left = options.BufferTimeout - time.GetElapsedTime(lastFlush);
        if (left > TimeSpan.Zero)
        {
            signal.Wait(left);
        }

        FlushIfDue();
    }

    void FlushIfDue()
    {
        if (time.GetElapsedTime(lastFlush) >= options.BufferTimeout)
        {
            chain.Flush();
            lastFlush = time.GetTimestamp();
            hasUnflushed = false;
        }
    }
}
