using System.Text;
using FlinkYarn.TaskManager.Records;

namespace FlinkYarn.TaskManager.Operators.Sinks;

/// <summary>Writes rows as lines to standard output or error, the lines of a batch together.</summary>
sealed class Print<T>(string name, TextWriter target, string linePrefix) : IOperatorOutput<T>
{
    readonly StringBuilder text = new();

    /// <summary>What stands before each row, as Flink has it: <c>prefix:2> </c>, <c>2> </c> or nothing.</summary>
    public static string LinePrefix(string prefix, int subtask, int parallelism) => (prefix.Length > 0, parallelism > 1) switch
    {
        (true, true) => $"{prefix}:{subtask + 1}> ",
        (true, false) => $"{prefix}> ",
        (false, true) => $"{subtask + 1}> ",
        _ => "",
    };

    public void Process(RecordSpan<T> rows)
    {
        try
        {
            foreach (var row in rows.Values)
            {
                text.Append(linePrefix).Append(row?.ToString()).Append('\n');
            }
        }
        catch (Exception failure) when (OperatorException.IsFrom(failure))
        {
            throw new OperatorException(name, failure);
        }

        lock (target)
        {
            foreach (var chunk in text.GetChunks())
            {
                target.Write(chunk.Span);
            }

            target.Flush();
        }

        text.Clear();
    }

    public void ProcessWatermark(Watermark watermark)
    {
    }

    public void Finish()
    {
    }
}
