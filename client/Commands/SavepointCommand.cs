using System.CommandLine;

namespace FlinkYarn.Client.Commands;

/// <summary>Flink's verbs for savepoints, which are refused as long as there are none.</summary>
sealed class SavepointCommand(string name, string description, string instead) : IVerb
{
    public Command Definition { get; } = Verbs.With(name, description, [], new Argument<string[]>("words")
    {
        Arity = ArgumentArity.ZeroOrMore,
    });

    // All that follows is beside the point.
    public bool HasProgram => true;

    public string Refusal => "Nothing was done:";

    public Task<int> RunAsync(ParseResult parsed, CommandWords words, CancellationToken cancellationToken)
    {
        Verbs.Refuse([$"There are no checkpoints and savepoints yet, so '{name}' cannot be done. {instead}"]);
        return Task.FromResult(ExitCodes.Success);
    }
}
