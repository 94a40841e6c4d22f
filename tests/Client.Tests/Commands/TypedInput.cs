using System.Collections.Concurrent;

namespace FlinkYarn.Client.Tests.Commands;

/// <summary>A console: reading waits until a line is typed or the input is closed.</summary>
sealed class TypedInput : TextReader
{
    readonly BlockingCollection<string> lines = [];

    public void Type(string line) => lines.Add(line);

    public override string? ReadLine() => lines.TryTake(out var line, Timeout.Infinite) ? line : null;

    protected override void Dispose(bool disposing)
    {
        lines.CompleteAdding();
        base.Dispose(disposing);
    }
}
