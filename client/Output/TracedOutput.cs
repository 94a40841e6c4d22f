using FlinkYarn.Runtime.Telemetry;

namespace FlinkYarn.Client.Output;

/// <summary>What people are told is what a client does: each line becomes a step of the start.</summary>
sealed class TracedOutput(IOutput output, StartTrace trace) : IOutput
{
    const int LongestStep = 100;

    string lastState = "";

    public void Say(string line)
    {
        Mark(line);
        output.Say(line);
    }

    public void Wait(string state)
    {
        if (state.Length > 0 && state != lastState)
        {
            Mark(state);
        }

        lastState = state;
        output.Wait(state);
    }

    public void Warn(string line) => output.Warn(line);

    public void Fail(string heading, IEnumerable<string> lines) => output.Fail(heading, lines);

    public IUploadOutput Upload(string what, long bytes)
    {
        Mark($"begins to upload {what}");
        return output.Upload(what, bytes);
    }

    public void Table(string heading, IReadOnlyList<(string Name, string Value)> rows) => output.Table(heading, rows);

    void Mark(string text) => trace.Mark(text.Length > LongestStep ? text[..LongestStep] + "…" : text);
}
