namespace FlinkYarn.TaskManager.Records;

/// <summary>Says that no row with an earlier or equal timestamp will follow; stands between batches.</summary>
/// <param name="Timestamp">Milliseconds of event time.</param>
readonly record struct Watermark(long Timestamp)
{
    /// <summary>After the last row of a bounded input (Flink's MAX_WATERMARK).</summary>
    public static Watermark End { get; } = new(long.MaxValue);
}
