using FlinkYarn.Runtime.Contracts;
using FlinkYarn.TaskManager.Records;
using FlinkYarn.TaskManager.Threading;

namespace FlinkYarn.TaskManager.Operators.Sources;

/// <summary>Begin of a source's chain: reads split after split, asking for the next when one is done.</summary>
abstract class SourceHead<T>(ISplitProvider splits, TaskSignal signal, IOperatorOutput<T> chain) : IChainHead
{
    Task<Split?>? asked;
    bool isInSplit;

    public long RowsIn { get; private set; }

    protected TaskSignal Signal => signal;

    public HeadStatus Advance(int mostRows)
    {
        if (isInSplit)
        {
            return Read(mostRows);
        }

        if (asked is null)
        {
            asked = splits.NextAsync();
            asked.GetAwaiter().UnsafeOnCompleted(signal.Set);
        }

        if (!asked.IsCompleted)
        {
            return HeadStatus.Idle;
        }

        var split = asked.GetAwaiter().GetResult();
        asked = null;
        if (split is null)
        {
            chain.ProcessWatermark(Watermark.End);
            chain.Finish();
            return HeadStatus.Ended;
        }

        Begin(split);
        isInSplit = true;
        return HeadStatus.Progressed;
    }

    public virtual void Dispose()
    {
    }

    protected abstract void Begin(Split split);

    /// <summary>Emits at most so many rows of the split.</summary>
    protected abstract SplitStatus ReadSplit(int mostRows);

    protected void Emit(ReadOnlySpan<T> rows)
    {
        if (!rows.IsEmpty)
        {
            RowsIn += rows.Length;
            chain.Process(new RecordSpan<T>(rows));
        }
    }

    HeadStatus Read(int mostRows)
    {
        var status = ReadSplit(mostRows);
        isInSplit = status != SplitStatus.Ended;
        return status == SplitStatus.Waiting ? HeadStatus.Idle : HeadStatus.Progressed;
    }
}
