using FlinkYarn.Runtime.Contracts;
using FlinkYarn.TaskManager.Records;
using FlinkYarn.TaskManager.Threading;

namespace FlinkYarn.TaskManager.Operators.Sources;

/// <summary>Elements that came with the chain; a split is a range of their indexes, its end excluded.</summary>
sealed class CollectionHead<T>(ISplitProvider splits, TaskSignal signal, T[] elements, IOperatorOutput<T> chain)
    : SourceHead<T>(splits, signal, chain)
{
    int next;
    int end;

    protected override void Begin(Split split)
    {
        var (from, to) = (split.Range.From, split.Range.To);
        if (from < 0 || to > elements.Length || from > to)
        {
            throw new InvalidDataException($"A split of elements {from} to {to}, but there are {elements.Length}.");
        }

        (next, end) = ((int)from, (int)to);
    }

    protected override SplitStatus ReadSplit(int mostRows)
    {
        if (next == end)
        {
            return SplitStatus.Ended;
        }

        var count = Math.Min(mostRows, end - next);
        Emit(elements.AsSpan(next, count));
        next += count;
        return SplitStatus.Progressed;
    }
}
