using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Failures;

namespace FlinkYarn.AppMaster.ExecutionGraph;

/// <summary>One attempt at one subtask: its state, and the slot it was given.</summary>
sealed class Execution(ExecutionAttemptId id)
{
    public ExecutionAttemptId Id => id;

    public ExecutionState State { get; private set; } = ExecutionState.Created;

    /// <summary>Set when it is scheduled.</summary>
    public SlotLocation? Slot { get; private set; }

    public long RowsIn { get; private set; }

    public long RowsOut { get; private set; }

    public bool IsTerminal => ExecutionTransitions.IsTerminal(State);

    /// <summary>Whether a TaskManager may be running it.</summary>
    public bool IsDeployed =>
        State is ExecutionState.Deploying or ExecutionState.Initializing or ExecutionState.Running or ExecutionState.Canceling;

    public void Schedule(SlotLocation slot)
    {
        Transition(ExecutionState.Scheduled);
        Slot = slot;
    }

    public void Transition(ExecutionState next)
    {
        Invariant.Require(ExecutionTransitions.IsAllowed(State, next), $"{id} may not go from {State} to {next}");
        State = next;
    }

    /// <summary>Takes a state that a TaskManager reports; false when it is late or repeated, which changes nothing.</summary>
    public bool TryReport(TaskStateChanged report)
    {
        if (report.State == State || !ExecutionTransitions.IsAllowed(State, report.State))
        {
            return false;
        }

        (RowsIn, RowsOut) = (report.RowsIn, report.RowsOut);
        State = report.State;
        return true;
    }
}

/// <summary>Where a slot is.</summary>
/// <param name="ResourceId">The TaskManager's.</param>
/// <param name="DataPort">Of the TaskManager's NetworkManager.</param>
sealed record SlotLocation(string AllocationId, string ResourceId, string Host, int DataPort);
