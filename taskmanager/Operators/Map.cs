using FlinkYarn.TaskManager.Records;

namespace FlinkYarn.TaskManager.Operators;

/// <summary>One row out for each row in.</summary>
sealed class Map<TIn, TOut>(string name, Func<TIn, TOut> function, int batchSize, IOperatorOutput<TOut> next)
    : IOperatorOutput<TIn>
{
    readonly RecordBatch<TOut> output = new(batchSize);

    public void Process(RecordSpan<TIn> rows)
    {
        try
        {
            Apply(function, rows.Values, output.Fill(rows.Count, rows.Timestamps));
        }
        catch (Exception failure) when (OperatorException.IsFrom(failure))
        {
            throw new OperatorException(name, failure);
        }

        next.Process(output.Rows);
    }

    public void ProcessWatermark(Watermark watermark) => next.ProcessWatermark(watermark);

    public void Finish() => next.Finish();

    // A method of its own: a loop beside a catch keeps its variables in memory.
    static void Apply(Func<TIn, TOut> function, ReadOnlySpan<TIn> rows, Span<TOut> target)
    {
        for (var index = 0; index < rows.Length && index < target.Length; index++)
        {
            target[index] = function(rows[index]);
        }
    }
}
