using Spectre.Console;

namespace FlinkYarn.Client.Output;

/// <summary>
/// Colours, tables and one last line that is written over. No live region of Spectre's: the program's own
/// <c>Console.WriteLine</c> must stay readable between our lines.
/// </summary>
sealed class TerminalOutput(IAnsiConsole console, IAnsiConsole error, TimeProvider time) : IOutput
{
    const int BarWidth = 24;
    static readonly TimeSpan LeastRedraw = TimeSpan.FromMilliseconds(100);

    readonly Lock guard = new();
    string state = "";

    public void Say(string line) => Above(() => Line(console, line));

    public void Wait(string newState)
    {
        lock (guard)
        {
            if (newState != state)
            {
                Clear();
                state = newState;
                Draw();
            }
        }
    }

    public void Warn(string line) => Above(() => error.MarkupLineInterpolated($"[yellow]Warning:[/] {line}"));

    public void Fail(string heading, IEnumerable<string> lines) => Above(() =>
    {
        error.MarkupLineInterpolated($"[red]{heading}[/]");
        foreach (var line in lines)
        {
            Line(error, $"  {line.ReplaceLineEndings(Environment.NewLine + "  ")}");
        }
    });

    public IUploadOutput Upload(string what, long bytes) => new UploadBar(this, what, bytes, time);

    public void Table(string heading, IReadOnlyList<(string Name, string Value)> rows) => Above(() =>
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(2)).AddColumn();
        foreach (var (name, value) in rows)
        {
            grid.AddRow(new Text(name, new Style(Color.Grey)), new Text(value));
        }

        console.MarkupLineInterpolated($"[bold]{heading}[/]");
        console.Write(grid);
    });

    // Left to the terminal to wrap: an address or a command that Spectre breaks cannot be clicked or copied.
    static void Line(IAnsiConsole console, string line) => console.Profile.Out.Writer.WriteLine(line);

    void Above(Action write)
    {
        lock (guard)
        {
            Clear();
            write();
            Draw();
        }
    }

    void Clear()
    {
        if (state.Length > 0)
        {
            console.Write(new ControlCode("\r\u001b[2K"));
        }
    }

    void Draw()
    {
        if (state.Length > 0)
        {
            var width = Math.Max(20, console.Profile.Width - 1);
            console.Write(new Text(state.Length > width ? state[..width] : state, new Style(Color.Grey)));
        }
    }

    /// <summary>A bar in the last line; a line that stays when all was sent.</summary>
    sealed class UploadBar(TerminalOutput output, string what, long bytes, TimeProvider time) : IUploadOutput
    {
        readonly long started = time.GetTimestamp();
        long drawn;
        long sent;

        public void Report(long value)
        {
            sent = value;
            if (drawn != 0 && time.GetElapsedTime(drawn) < LeastRedraw)
            {
                return;
            }

            drawn = time.GetTimestamp();
            var done = (int)(BarWidth * value / Math.Max(1, bytes));
            var bar = new string('━', done) + new string('─', BarWidth - done);
            var rate = ByteText.Rate(value, time.GetElapsedTime(started));
            output.Wait($"Uploading {what} {bar} {ByteText.Of(value)} of {ByteText.Of(bytes)}, {rate}");
        }

        public void Dispose()
        {
            output.Wait("");
            if (sent == bytes)
            {
                var rate = ByteText.Rate(bytes, time.GetElapsedTime(started));
                output.Say($"Uploaded {what}: {ByteText.Of(bytes)}, {rate}");
            }
        }
    }
}
