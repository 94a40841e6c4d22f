using FlinkYarn.TaskManager.Records;

namespace FlinkYarn.TaskManager.Tests;

/// <summary>The end of a chain under test: keeps what came.</summary>
sealed class Capture<T> : IOperatorOutput<T>
{
    public List<T> Rows { get; } = [];

    public List<long> Timestamps { get; } = [];

    public List<Watermark> Watermarks { get; } = [];

    public int LargestBatch { get; private set; }

    public bool IsFinished { get; private set; }

    public void Process(RecordSpan<T> rows)
    {
        IsFinished.Should().BeFalse();
        Rows.AddRange(rows.Values);
        Timestamps.AddRange(rows.Timestamps);
        LargestBatch = Math.Max(LargestBatch, rows.Count);
    }

    public void ProcessWatermark(Watermark watermark) => Watermarks.Add(watermark);

    public void Finish() => IsFinished = true;
}
