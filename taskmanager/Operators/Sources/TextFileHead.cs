using System.Text;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.FileSystems;
using FlinkYarn.TaskManager.Records;
using FlinkYarn.TaskManager.Threading;

namespace FlinkYarn.TaskManager.Operators.Sources;

/// <summary>The lines of files.</summary>
sealed class TextFileHead(
    ISplitProvider splits, TaskSignal signal, FileSystemRegistry files, int batchSize, IOperatorOutput<string> chain)
    : SourceHead<string>(splits, signal, chain)
{
    readonly string[] rows = new string[batchSize];
    BlockReader? blocks;
    SplitLines? lines;
    string uri = "";

    public override void Dispose()
    {
        blocks?.Dispose();
        base.Dispose();
    }

    protected override void Begin(Split split)
    {
        var file = split.File;
        uri = file.Uri;
        blocks = new BlockReader(files.For(new Uri(uri)), file);
        lines = new SplitLines(file.Offset, file.Length);
    }

    protected override SplitStatus ReadSplit(int mostRows)
    {
        var count = 0;
        var status = LineStatus.Line;
        try
        {
            while (count < mostRows && (status = lines!.TryNext(out var line)) == LineStatus.Line)
            {
                rows[count++] = Encoding.UTF8.GetString(line);
            }
        }
        catch (InvalidDataException failure)
        {
            throw new IOException($"{uri}: {failure.Message}", failure);
        }

        Emit(rows.AsSpan(0, count));
        return status switch
        {
            LineStatus.Line => SplitStatus.Progressed,
            LineStatus.NeedsMore => Fetch(),
            _ => End(),
        };
    }

    SplitStatus Fetch()
    {
        if (!blocks!.TryTake(Signal.Set, out var block))
        {
            return SplitStatus.Waiting;
        }

        lines!.Feed(block);
        if (block.IsEmpty)
        {
            lines.EndFile();
        }

        return SplitStatus.Progressed;
    }

    SplitStatus End()
    {
        blocks!.Dispose();
        blocks = null;
        Array.Clear(rows);
        return SplitStatus.Ended;
    }
}
