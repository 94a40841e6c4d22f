using System.Globalization;
using FlinkYarn.Runtime.Telemetry;

namespace FlinkYarn.Client.Output;

/// <summary>The steps of all processes in the order of their times: where the seconds of a start go.</summary>
static class StartTimeline
{
    const string Heading = "The start, in seconds since this command was made (each process by its machine's clock)";

    public static void Tell(StartTrace trace, IOutput output)
    {
        var steps = trace.Steps.OrderBy(step => step.Time).ToList();
        var first = trace.Steps[0].Time;
        output.Table(Heading,
        [
            .. from step in steps
               let seconds = (step.Time - first).TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture)
               select (seconds, $"{step.Process}: {step.Step}"),
        ]);
    }
}
