using FlinkYarn.TaskManager.Records;

namespace FlinkYarn.TaskManager.Operators;

/// <summary>Passes on the rows for which the predicate holds.</summary>
sealed class Filter<T>(string name, Func<T, bool> predicate, int batchSize, IOperatorOutput<T> next) : IOperatorOutput<T>
{
    readonly T[] kept = new T[batchSize];
    readonly long[] keptTimestamps = new long[batchSize];

    public void Process(RecordSpan<T> rows)
    {
        int count;
        try
        {
            count = rows.HasTimestamps ? KeepWithTimestamps(rows) : Keep(predicate, rows.Values, kept);
        }
        catch (Exception failure) when (OperatorException.IsFrom(failure))
        {
            throw new OperatorException(name, failure);
        }

        if (count > 0)
        {
            next.Process(new RecordSpan<T>(
                kept.AsSpan(0, count), rows.HasTimestamps ? keptTimestamps.AsSpan(0, count) : default));
        }
    }

    public void ProcessWatermark(Watermark watermark) => next.ProcessWatermark(watermark);

    public void Finish() => next.Finish();

    // Writes each row and moves on only past kept ones: no branch to mispredict.
    static int Keep(Func<T, bool> predicate, ReadOnlySpan<T> rows, T[] target)
    {
        var count = 0;
        for (var index = 0; index < rows.Length; index++)
        {
            var row = rows[index];
            target[count] = row;
            count += predicate(row) ? 1 : 0;
        }

        return count;
    }

    int KeepWithTimestamps(RecordSpan<T> rows)
    {
        var count = 0;
        for (var index = 0; index < rows.Count; index++)
        {
            kept[count] = rows.Values[index];
            keptTimestamps[count] = rows.Timestamps[index];
            count += predicate(rows.Values[index]) ? 1 : 0;
        }

        return count;
    }
}
