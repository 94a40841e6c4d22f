using Spectre.Console;

namespace FlinkYarn.Client.Output;

/// <summary>Chooses the output: a terminal gets colours, everything else plain lines.</summary>
static class ConsoleOutput
{
    public static IOutput Create(TimeProvider time)
    {
        if (Console.IsOutputRedirected || Console.IsErrorRedirected || Environment.GetEnvironmentVariable("TERM") == "dumb")
        {
            return new PlainOutput(Console.Out, Console.Error, time);
        }

        var error = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return new TerminalOutput(AnsiConsole.Console, error, time);
    }
}
