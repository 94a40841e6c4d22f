using FlinkYarn.Runtime.Contracts;
using FlinkYarn.TaskManager.Records;
using FlinkYarn.TaskManager.Threading;

namespace FlinkYarn.TaskManager.Operators.Sources;

/// <summary>The numbers of ranges, both ends included.</summary>
sealed class SequenceHead(ISplitProvider splits, TaskSignal signal, int batchSize, IOperatorOutput<long> chain)
    : SourceHead<long>(splits, signal, chain)
{
    readonly long[] numbers = new long[batchSize];
    long next;
    long last;
    bool isDone;

    protected override void Begin(Split split)
    {
        (next, last) = (split.Range.From, split.Range.To);
        isDone = next > last;
    }

    protected override SplitStatus ReadSplit(int mostRows)
    {
        if (isDone)
        {
            return SplitStatus.Ended;
        }

        // The difference as an unsigned number: a range may span more than a long's positive half.
        var left = (ulong)last - (ulong)next;
        var count = (int)Math.Min(left, (ulong)Math.Min(mostRows, numbers.Length) - 1) + 1;
        for (var index = 0; index < count; index++)
        {
            numbers[index] = next + index;
        }

        isDone = (ulong)count > left;
        next += isDone ? 0 : count;
        Emit(numbers.AsSpan(0, count));
        return SplitStatus.Progressed;
    }
}
