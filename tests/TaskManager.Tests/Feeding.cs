using FlinkYarn.TaskManager.Records;

namespace FlinkYarn.TaskManager.Tests;

/// <summary>Feeds an operator under test.</summary>
static class Feeding
{
    extension<T>(IOperatorOutput<T> target)
    {
        /// <summary>All rows, in batches of the given size, then the end.</summary>
        public void Feed(T[] rows, int batchSize, long[]? timestamps = null)
        {
            for (var start = 0; start < rows.Length; start += batchSize)
            {
                var count = Math.Min(batchSize, rows.Length - start);
                target.Process(new RecordSpan<T>(
                    rows.AsSpan(start, count), timestamps is null ? default : timestamps.AsSpan(start, count)));
            }

            target.Finish();
        }
    }
}
