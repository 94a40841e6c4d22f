using FlinkYarn.TaskManager.Network;
using FlinkYarn.TaskManager.Records;

namespace FlinkYarn.TaskManager.Operators;

/// <summary>Feeds a chain from the task's input.</summary>
sealed class InputHead<T>(InputReader<T> input, IOperatorOutput<T> chain) : IChainHead
{
    public long RowsIn => input.RowsIn;

    public HeadStatus Advance(int mostRows)
    {
        switch (input.Read(mostRows, out var rows))
        {
            case InputStatus.Rows:
                chain.Process(rows);
                return HeadStatus.Progressed;
            case InputStatus.Watermark:
                chain.ProcessWatermark(input.Watermark);
                return HeadStatus.Progressed;
            case InputStatus.Ended:
                chain.Finish();
                return HeadStatus.Ended;
            default:
                return HeadStatus.Idle;
        }
    }

    public void Dispose() => input.Dispose();
}
