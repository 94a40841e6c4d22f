using FlinkYarn.Api.Keys;
using FlinkYarn.TaskManager.Records;
using FlinkYarn.TaskManager.State;

namespace FlinkYarn.TaskManager.Operators;

/// <summary>
/// Combines each row with its key's last result. Emits every new result (Flink's rolling reduce), or in batch mode each
/// key's last one when all input has ended.
/// </summary>
sealed class KeyedReduce<T, TKey>(KeyedFunction<T, TKey> keyed, bool emitsAtEnd, int batchSize, IOperatorOutput<T> next)
    : IOperatorOutput<T>
    where TKey : notnull
{
    readonly RecordBatch<T> output = new(batchSize);
    readonly IKeyHasher<TKey> hasher = KeyHashers.For<TKey>();
    readonly KeyedState<TKey, T> state = new(keyed.KeyGroups);

    public void Process(RecordSpan<T> rows)
    {
        try
        {
            if (emitsAtEnd)
            {
                Update(rows.Values);
            }
            else
            {
                Update(rows.Values, output.Fill(rows.Count, rows.Timestamps));
            }
        }
        catch (Exception failure) when (OperatorException.IsFrom(failure))
        {
            throw new OperatorException(keyed.OperatorName, failure);
        }

        if (!emitsAtEnd)
        {
            next.Process(output.Rows);
        }
    }

    public void ProcessWatermark(Watermark watermark) => next.ProcessWatermark(watermark);

    public void Finish()
    {
        if (emitsAtEnd)
        {
            var results = new T[batchSize];
            foreach (var count in state.CopyValues(results))
            {
                next.Process(new RecordSpan<T>(results.AsSpan(0, count)));
            }
        }

        next.Finish();
    }

    void Update(ReadOnlySpan<T> rows, Span<T> results)
    {
        var (select, combine) = (keyed.Selector, keyed.Combine);
        for (var index = 0; index < rows.Length && index < results.Length; index++)
        {
            var row = rows[index];
            var key = select(row);
            ref var result = ref state.GetOrAdd(key, hasher.Hash(key), out var isNew);
            result = isNew ? row : combine(result, row);
            results[index] = result;
        }
    }

    void Update(ReadOnlySpan<T> rows)
    {
        var (select, combine) = (keyed.Selector, keyed.Combine);
        foreach (var row in rows)
        {
            var key = select(row);
            ref var result = ref state.GetOrAdd(key, hasher.Hash(key), out var isNew);
            result = isNew ? row : combine(result, row);
        }
    }
}
