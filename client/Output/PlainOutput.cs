namespace FlinkYarn.Client.Output;

/// <summary>Plain lines, for pipes, files and logs; only changes of a state are told.</summary>
sealed class PlainOutput(TextWriter output, TextWriter error, TimeProvider time) : IOutput
{
    readonly Lock guard = new();
    string lastState = "";

    public void Say(string line)
    {
        lock (guard)
        {
            output.WriteLine(line);
        }
    }

    public void Wait(string state)
    {
        lock (guard)
        {
            if (state != lastState && state.Length > 0)
            {
                output.WriteLine(state);
            }

            lastState = state;
        }
    }

    public void Warn(string line)
    {
        lock (guard)
        {
            error.WriteLine($"Warning: {line}");
        }
    }

    public void Fail(string heading, IEnumerable<string> lines)
    {
        lock (guard)
        {
            error.WriteLine(heading);
            foreach (var line in lines)
            {
                error.WriteLine($"  {line.ReplaceLineEndings(Environment.NewLine + "  ")}");
            }
        }
    }

    public IUploadOutput Upload(string what, long bytes) => new UploadLine(this, what, bytes, time.GetTimestamp(), time);

    public void Table(string heading, IReadOnlyList<(string Name, string Value)> rows)
    {
        lock (guard)
        {
            output.WriteLine(heading);
            var width = rows.Count == 0 ? 0 : rows.Max(row => row.Name.Length);
            foreach (var (name, value) in rows)
            {
                var indented = value.ReplaceLineEndings(Environment.NewLine + new string(' ', width + 4));
                output.WriteLine($"  {name.PadRight(width)}  {indented}");
            }
        }
    }

    /// <summary>One line at the end.</summary>
    sealed class UploadLine(PlainOutput output, string what, long bytes, long started, TimeProvider time) : IUploadOutput
    {
        long sent;

        public void Report(long value) => sent = value;

        public void Dispose()
        {
            if (sent == bytes)
            {
                var rate = ByteText.Rate(bytes, time.GetElapsedTime(started));
                output.Say($"Uploaded {what}: {ByteText.Of(bytes)}, {rate}");
            }
        }
    }
}
