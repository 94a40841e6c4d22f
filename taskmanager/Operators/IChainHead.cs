namespace FlinkYarn.TaskManager.Operators;

/// <summary>The begin of a running chain: a source, or the task's input.</summary>
interface IChainHead : IDisposable
{
    long RowsIn { get; }

    /// <summary>
    /// Lets at most so many rows through the chain. Never waits for input: it then says <see cref="HeadStatus.Idle"/>,
    /// and the task's signal is set when there may be more.
    /// </summary>
    HeadStatus Advance(int mostRows);
}
