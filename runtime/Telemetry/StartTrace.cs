using System.Diagnostics;

namespace FlinkYarn.Runtime.Telemetry;

/// <summary>
/// When a process reached the steps of its start. Kept from its first instruction on, so that a client can show the
/// whole start as one time line (<c>--trace-start</c>). Thread-safe.
/// </summary>
sealed class StartTrace(string process, TimeProvider time)
{
    // A session that lives on has started long ago: what comes later is no step of its start.
    const int MostSteps = 1000;

    readonly Lock guard = new();
    readonly List<StartStep> steps = [];

    /// <summary>In the order in which they were told.</summary>
    public IReadOnlyList<StartStep> Steps
    {
        get
        {
            lock (guard)
            {
                return [.. steps];
            }
        }
    }

    /// <summary>Of the process that runs now, from when the system made it.</summary>
    public static StartTrace OfThisProcess(string process, TimeProvider time)
    {
        var trace = new StartTrace(process, time);
        using var self = Process.GetCurrentProcess();
        trace.Add([new StartStep(process, "process made", self.StartTime.ToUniversalTime())]);
        trace.Mark("main() runs");
        return trace;
    }

    /// <summary>A step is reached now.</summary>
    public void Mark(string step) => Add([new StartStep(process, step, time.GetUtcNow())]);

    /// <summary>Steps that another process has told.</summary>
    public void Add(IEnumerable<StartStep> told)
    {
        lock (guard)
        {
            steps.AddRange(told.Take(MostSteps - steps.Count));
        }
    }
}

/// <summary>One step of a start.</summary>
/// <param name="Process">Whose step it is.</param>
/// <param name="Step">What was reached.</param>
/// <param name="Time">By the clock of that process's machine.</param>
sealed record StartStep(string Process, string Step, DateTimeOffset Time);
