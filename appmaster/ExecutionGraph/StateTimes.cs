using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.ExecutionGraph;

/// <summary>When an execution entered each of its states, in milliseconds since 1970; 0 when it never has.</summary>
sealed class StateTimes
{
    // In the order in which an execution goes through them.
    static readonly ExecutionState[] Order =
    [
        ExecutionState.Created, ExecutionState.Scheduled, ExecutionState.Deploying, ExecutionState.Initializing,
        ExecutionState.Running, ExecutionState.Canceling, ExecutionState.Finished, ExecutionState.Canceled,
        ExecutionState.Failed,
    ];

    readonly long[] entered = new long[Order.Length];

    public StateTimes()
    {
    }

    StateTimes(long[] entered) => this.entered = entered;

    public long this[ExecutionState state] => entered[(int)state];

    public void Enter(ExecutionState state, DateTimeOffset now) => entered[(int)state] = now.ToUnixTimeMilliseconds();

    /// <summary>As they are now.</summary>
    public StateTimes Copy() => new([.. entered]);

    /// <summary>When it left a state that it has entered; null while it is in it.</summary>
    public long? Left(ExecutionState state)
    {
        foreach (var later in Order.AsSpan(Array.IndexOf(Order, state) + 1))
        {
            if (this[later] > 0)
            {
                return this[later];
            }
        }

        return null;
    }
}
