namespace FlinkYarn.TaskManager.Records;

/// <summary>Some rows on their way through a chain; valid during the call that hands them over.</summary>
readonly ref struct RecordSpan<T>(ReadOnlySpan<T> values, ReadOnlySpan<long> timestamps = default)
{
    public ReadOnlySpan<T> Values { get; } = values;

    /// <summary>One a row, or none at all.</summary>
    public ReadOnlySpan<long> Timestamps { get; } = timestamps;

    public int Count => Values.Length;

    public bool HasTimestamps => !Timestamps.IsEmpty;

    public RecordSpan<T> Slice(int start, int length) =>
        new(Values.Slice(start, length), HasTimestamps ? Timestamps.Slice(start, length) : default);
}
