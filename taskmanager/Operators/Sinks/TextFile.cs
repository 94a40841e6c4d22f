using System.Text;
using FlinkYarn.TaskManager.Records;
using FlinkYarn.TaskManager.Threading;

namespace FlinkYarn.TaskManager.Operators.Sinks;

/// <summary>
/// Writes rows as UTF-8 lines to a file aside; the JobManager renames it when the whole job has finished. One block is
/// written while the next is filled.
/// </summary>
sealed class TextFile<T>(string name, Func<T, string> format, TextFileTarget target, TaskSignal signal)
    : IOperatorOutput<T>, IOperatorResource
{
    const int BlockSize = 128 << 10;

    byte[] block = new byte[BlockSize];
    byte[] writing = new byte[BlockSize];
    int filled;
    Task<Stream>? creating;
    Task pending = Task.CompletedTask;
    bool isFinished;

    public void Process(RecordSpan<T> rows)
    {
        foreach (var row in rows.Values)
        {
            Append(Format(row));
        }
    }

    public void ProcessWatermark(Watermark watermark)
    {
    }

    public void Finish()
    {
        Write();
        signal.Await(pending);
        signal.Await(signal.Await(creating!).DisposeAsync().AsTask());
        isFinished = true;
        target.OnWritten();
    }

    public void Flush()
    {
    }

    public async Task AbortAsync()
    {
        if (creating is null)
        {
            return;
        }

        try
        {
            await pending;
            if (!isFinished)
            {
                await (await creating).DisposeAsync();
            }
        }
        catch (IOException)
        {
            // The file is deleted anyway.
        }

        await target.DeleteAsync();
    }

    string Format(T row)
    {
        try
        {
            return format(row);
        }
        catch (Exception failure) when (OperatorException.IsFrom(failure))
        {
            throw new OperatorException(name, failure);
        }
    }

    void Append(string line)
    {
        var most = Encoding.UTF8.GetMaxByteCount(line.Length) + 1;
        if (most > block.Length - filled)
        {
            Write();
            if (most > block.Length)
            {
                block = new byte[most];
            }
        }

        filled += Encoding.UTF8.GetBytes(line, block.AsSpan(filled));
        block[filled++] = (byte)'\n';
    }

    void Write()
    {
        var stream = signal.Await(creating ??= target.CreateAsync());
        signal.Await(pending);
        (block, writing) = (writing, block);
        pending = stream.WriteAsync(writing.AsMemory(0, filled)).AsTask();
        filled = 0;
    }
}
