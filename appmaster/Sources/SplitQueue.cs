using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.Sources;

/// <summary>Splits for whoever asks first.</summary>
sealed class SplitQueue(IEnumerable<Split> splits) : ISplitEnumerator
{
    readonly Queue<Split> left = new(splits);

    public Split? Next(int subtask, string host) => left.TryDequeue(out var split) ? split : null;
}
