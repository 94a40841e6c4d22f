using System.Diagnostics;

namespace FlinkYarn.TaskManager.Threading;

/// <summary>
/// What the one thread of a task waits on, whatever it waits for: rows, buffers, splits, control. Setting is sticky, so
/// that the pattern "look, then wait" loses nothing. Set from any thread; waited on by the task's thread only.
/// </summary>
sealed class TaskSignal
{
    // Innermost lock of the data plane: nothing is called while it is held.
    readonly object sync = new();
    bool isSet;
    bool isInterruptible;
    Thread? owner;
    volatile bool isCanceled;

    public bool IsCanceled => isCanceled;

    /// <summary>Time that the thread has spent waiting here, in stopwatch ticks.</summary>
    public long WaitedTicks { get; private set; }

    /// <summary>From now on <see cref="Interrupt"/> reaches the calling thread, in whatever it waits for.</summary>
    public void AllowInterrupts()
    {
        lock (sync)
        {
            owner = Thread.CurrentThread;
            isInterruptible = true;
        }
    }

    /// <summary>
    /// What follows gives things back and must not be interrupted; an interrupt on its way is taken out.
    /// </summary>
    public void ForbidInterrupts()
    {
        try
        {
            lock (sync)
            {
                isInterruptible = false;
                Monitor.Wait(sync, TimeSpan.Zero);
            }
        }
        catch (ThreadInterruptedException)
        {
            lock (sync)
            {
                isInterruptible = false;
            }
        }
    }

    /// <summary>Wakes user code that waits for something of its own.</summary>
    public void Interrupt()
    {
        lock (sync)
        {
            if (isInterruptible)
            {
                owner!.Interrupt();
            }
        }
    }

    public void Set()
    {
        lock (sync)
        {
            if (!isSet)
            {
                isSet = true;
                Monitor.Pulse(sync);
            }
        }
    }

    /// <summary>From now on every wait ends with a <see cref="TaskCanceledSignal"/>.</summary>
    public void Cancel()
    {
        isCanceled = true;
        Set();
    }

    public void ThrowIfCanceled()
    {
        if (isCanceled)
        {
            throw new TaskCanceledSignal();
        }
    }

    /// <summary>
    /// Returns when the signal is set or the time is over; the caller looks again at what it waits for.
    /// </summary>
    public void Wait(TimeSpan timeout)
    {
        lock (sync)
        {
            if (!isSet && timeout != TimeSpan.Zero)
            {
                var start = Stopwatch.GetTimestamp();
                Monitor.Wait(sync, timeout);
                WaitedTicks += Stopwatch.GetTimestamp() - start;
            }

            isSet = false;
        }

        ThrowIfCanceled();
    }

    public void Wait() => Wait(Timeout.InfiniteTimeSpan);

    /// <summary>Waits for input or output that runs elsewhere, and gives its result or its exception.</summary>
    public T Await<T>(ValueTask<T> pending)
    {
        if (!pending.IsCompleted)
        {
            var task = pending.AsTask();
            WaitFor(task);
            return task.GetAwaiter().GetResult();
        }

        return pending.GetAwaiter().GetResult();
    }

    /// <inheritdoc cref="Await{T}(ValueTask{T})"/>
    public T Await<T>(Task<T> pending) => Await(new ValueTask<T>(pending));

    /// <inheritdoc cref="Await{T}(ValueTask{T})"/>
    public void Await(Task pending)
    {
        WaitFor(pending);
        pending.GetAwaiter().GetResult();
    }

    void WaitFor(Task task)
    {
        task.GetAwaiter().UnsafeOnCompleted(Set);
        while (!task.IsCompleted)
        {
            Wait();
        }
    }
}
