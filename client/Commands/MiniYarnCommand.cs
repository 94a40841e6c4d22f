using System.CommandLine;
using System.Diagnostics;

namespace FlinkYarn.Client.Commands;

/// <summary>
/// <c>mini-yarn</c>: starts the embedded YARN that lies beside the client and passes everything on to it.
/// </summary>
sealed class MiniYarnCommand(CommandContext context) : IVerb
{
    const string Executable = "FlinkYarn.MiniYarn";

    public Command Definition { get; } = Verbs.With(
        "mini-yarn", "Starts, stops or shows a small YARN on this machine: up, down, status.", [],
        new Argument<string[]>("arguments") { Arity = ArgumentArity.ZeroOrMore });

    public bool HasProgram => true;

    public string Refusal => "Nothing was started:";

    public async Task<int> RunAsync(ParseResult parsed, CommandWords words, CancellationToken cancellationToken)
    {
        var file = Path.Combine(AppContext.BaseDirectory, Executable);
        if (!File.Exists(file))
        {
            context.Output.Fail($"There is no {file}.", ["Use the distribution that ./build makes."]);
            return ExitCodes.BadInput;
        }

        // `up` means a cluster that outlives the command; in the foreground it is FlinkYarn.MiniYarn itself.
        var arguments = words.Others;
        var isUp = arguments is ["up", ..] && !arguments.Contains("--daemon") && !arguments.Contains("--help");
        string[] passed = isUp ? ["up", "--daemon", .. arguments.Skip(1)] : [.. arguments];
        using var process = Process.Start(new ProcessStartInfo(file, passed))!;
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }
}
