using FlinkYarn.TaskManager.Records;

namespace FlinkYarn.TaskManager.Operators;

/// <summary>Passes rows on to several operators and outputs; with none of them the rows end here.</summary>
sealed class Fanout<T>(IOperatorOutput<T>[] targets) : IOperatorOutput<T>
{
    public void Process(RecordSpan<T> rows)
    {
        foreach (var target in targets)
        {
            target.Process(rows);
        }
    }

    public void ProcessWatermark(Watermark watermark)
    {
        foreach (var target in targets)
        {
            target.ProcessWatermark(watermark);
        }
    }

    public void Finish()
    {
        foreach (var target in targets)
        {
            target.Finish();
        }
    }
}
