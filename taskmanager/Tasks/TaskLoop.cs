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
    long lastFlush = time.GetTimestamp();
    bool hasUnflushed;

    public void Run()
    {
        while (true)
        {
            signal.ThrowIfCanceled();
            switch (chain.Head.Advance(options.BatchSize))
            {
                case HeadStatus.Ended:
                    chain.Flush();
                    return;
                case HeadStatus.Progressed:
                    hasUnflushed = true;
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
