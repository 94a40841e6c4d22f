using System.CommandLine;
using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Client.Commands;

/// <summary><c>config-page</c>: writes docs/CONFIGURATION.md; for those who work on FlinkYarn.</summary>
sealed class ConfigPageCommand(CommandContext context) : IVerb
{
    public Command Definition { get; } =
        new("config-page", "Writes docs/CONFIGURATION.md to standard output.") { Hidden = true };

    public bool HasProgram => false;

    public string Refusal => "There is no page:";

    public async Task<int> RunAsync(ParseResult parsed, CommandWords words, CancellationToken cancellationToken)
    {
        await context.Plain.WriteAsync(ConfigurationPage.Render());
        return ExitCodes.Success;
    }
}
