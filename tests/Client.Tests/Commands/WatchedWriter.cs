using System.Text;

namespace FlinkYarn.Client.Tests.Commands;

/// <summary>Keeps what is printed, from any thread, and tells when a text has appeared.</summary>
sealed class WatchedWriter : TextWriter
{
    readonly Lock guard = new();
    readonly StringBuilder printed = new();
    readonly List<(string Text, TaskCompletionSource Seen)> awaited = [];

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Completes once the text has been printed.</summary>
    public Task Printed(string text)
    {
        lock (guard)
        {
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            awaited.Add((text, seen));
            Look();
            return seen.Task;
        }
    }

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        lock (guard)
        {
            printed.Append(value);
            Look();
        }
    }

    public override void WriteLine(string? value) => Write(value + NewLine);

    public override string ToString()
    {
        lock (guard)
        {
            return printed.ToString();
        }
    }

    void Look()
    {
        var all = printed.ToString();
        foreach (var (text, seen) in awaited)
        {
            if (all.Contains(text, StringComparison.Ordinal))
            {
                seen.TrySetResult();
            }
        }
    }
}
