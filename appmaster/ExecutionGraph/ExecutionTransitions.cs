using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.ExecutionGraph;

/// <summary>Which state of an execution may follow which (Flink's Execution, in its words).</summary>
static class ExecutionTransitions
{
    static readonly Dictionary<ExecutionState, ExecutionState[]> Allowed = new()
    {
        [ExecutionState.Created] = [ExecutionState.Scheduled, ExecutionState.Canceled, ExecutionState.Failed],
        [ExecutionState.Scheduled] = [ExecutionState.Deploying, ExecutionState.Canceled, ExecutionState.Failed],
        [ExecutionState.Deploying] =
            [
                ExecutionState.Initializing, ExecutionState.Running, ExecutionState.Finished, ExecutionState.Canceling,
                ExecutionState.Failed,
            ],
        [ExecutionState.Initializing] =
            [ExecutionState.Running, ExecutionState.Finished, ExecutionState.Canceling, ExecutionState.Failed],
        [ExecutionState.Running] = [ExecutionState.Finished, ExecutionState.Canceling, ExecutionState.Failed],
        [ExecutionState.Canceling] = [ExecutionState.Canceled, ExecutionState.Finished, ExecutionState.Failed],
        [ExecutionState.Finished] = [],
        [ExecutionState.Canceled] = [],
        [ExecutionState.Failed] = [],
    };

    public static bool IsAllowed(ExecutionState from, ExecutionState to) => Allowed[from].Contains(to);

    public static bool IsTerminal(ExecutionState state) => Allowed[state].Length == 0;
}
