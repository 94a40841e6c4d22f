using System.Runtime.ExceptionServices;
using FlinkYarn.Api.Functions;
using FlinkYarn.TaskManager.Records;

namespace FlinkYarn.TaskManager.Operators;

/// <summary>Any number of rows out for each row in; a full batch goes on while the function still runs.</summary>
sealed class FlatMap<TIn, TOut>(
    string name, FlatMapFunction<TIn, TOut> function, int batchSize, IOperatorOutput<TOut> next)
    : IOperatorOutput<TIn>, ICollector<TOut>
{
    readonly RecordBatch<TOut> output = new(batchSize);
    Exception? downstreamFailure;
    long timestamp;
    bool hasTimestamp;

    public void Process(RecordSpan<TIn> rows)
    {
        try
        {
            if (rows.HasTimestamps)
            {
                ApplyWithTimestamps(rows);
            }
            else
            {
                Apply(rows.Values);
            }
        }
        catch (Exception failure) when (OperatorException.IsFrom(failure) && failure != downstreamFailure)
        {
            throw new OperatorException(name, failure);
        }

        // The function may have caught what the operators after it threw.
        if (downstreamFailure is not null)
        {
            ExceptionDispatchInfo.Throw(downstreamFailure);
        }

        PassOn();
    }

    public void ProcessWatermark(Watermark watermark) => next.ProcessWatermark(watermark);

    public void Finish() => next.Finish();

    void ICollector<TOut>.Collect(TOut row)
    {
        if (output.IsFull)
        {
            PassOnWithin();
        }

        if (hasTimestamp)
        {
            output.Add(row, timestamp);
        }
        else
        {
            output.Add(row);
        }
    }

    void Apply(ReadOnlySpan<TIn> rows)
    {
        hasTimestamp = false;
        for (var index = 0; index < rows.Length; index++)
        {
            function(rows[index], this);
        }
    }

    void ApplyWithTimestamps(RecordSpan<TIn> rows)
    {
        hasTimestamp = true;
        for (var index = 0; index < rows.Count; index++)
        {
            timestamp = rows.Timestamps[index];
            function(rows.Values[index], this);
        }
    }

    void PassOnWithin()
    {
        if (downstreamFailure is not null)
        {
            ExceptionDispatchInfo.Throw(downstreamFailure);
        }

        try
        {
            PassOn();
        }
        catch (Exception failure)
        {
            downstreamFailure = failure;
            throw;
        }
    }

    void PassOn()
    {
        if (output.Count > 0)
        {
            next.Process(output.Rows);
            output.Clear();
        }
    }
}
