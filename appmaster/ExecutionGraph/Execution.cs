using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Failures;

namespace FlinkYarn.AppMaster.ExecutionGraph;

/// <summary>One attempt at one subtask: its state, and the slot it was given.</summary>
sealed class Execution
{
    readonly TimeProvider time;

    public Execution(ExecutionAttemptId id, TimeProvider time)
    {
        Id = id;
        this.time = time;
        Enter(ExecutionState.Created);
    }

    public ExecutionAttemptId Id { get; }

    public ExecutionState State { get; private set; }

    public StateTimes Times { get; } = new();

    /// <summary>Set when it is scheduled.</summary>
    public SlotLocation? Slot { get; private set; }

    public long RowsIn { get; private set; }

    public long RowsOut { get; private set; }

    public bool IsTerminal => ExecutionTransitions.IsTerminal(State);

    /// <summary>Whether a TaskManager may be running it.</summary>
    public bool IsDeployed =>
        State is ExecutionState.Deploying or ExecutionState.Initializing or ExecutionState.Running
            or ExecutionState.Canceling;

    public void Schedule(SlotLocation slot)
    {
        Transition(ExecutionState.Scheduled);
        Slot = slot;
    }

    public void Transition(ExecutionState next)
    {
        Invariant.Require(ExecutionTransitions.IsAllowed(State, next), $"{Id} may not go from {State} to {next}");
        Enter(next);
    }

    /// <summary>
    /// Takes a state that a TaskManager reports; false when it is late or repeated, which changes nothing.
    /// </summary>
    public bool TryReport(TaskStateChanged report)
    {
        if (report.State == State || !ExecutionTransitions.IsAllowed(State, report.State))
        {
            return false;
        }

        (RowsIn, RowsOut) = (report.RowsIn, report.RowsOut);
        Enter(report.State);
        return true;
    }

    void Enter(ExecutionState state)
    {
        State = state;
        Times.Enter(state, time.GetUtcNow());
    }
}

/// <summary>Where a slot is.</summary>
/// <param name="ResourceId">The TaskManager's.</param>
/// <param name="DataPort">Of the TaskManager's NetworkManager.</param>
sealed record SlotLocation(string AllocationId, string ResourceId, string Host, int DataPort);
