using System.Threading.Channels;

namespace FlinkYarn.Client.Sessions;

/// <summary>Lines that people type, read on a thread of their own: a console cannot be asked and left.</summary>
static class ConsoleLines
{
    /// <summary>Completes when the input has ended.</summary>
    public static ChannelReader<string> Of(TextReader input)
    {
        var lines = Channel.CreateBounded<string>(16);
        _ = Task.Factory.StartNew(
            () => ReadAsync(input, lines.Writer), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        return lines.Reader;
    }

    static async Task ReadAsync(TextReader input, ChannelWriter<string> lines)
    {
        try
        {
            while (input.ReadLine() is { } line)
            {
                await lines.WriteAsync(line);
            }

            lines.Complete();
        }
        catch (IOException closed)
        {
            lines.Complete(closed);
        }
    }
}
