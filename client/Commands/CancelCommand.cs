using System.CommandLine;
using FlinkYarn.Client.Cluster;

namespace FlinkYarn.Client.Commands;

/// <summary><c>cancel</c>: asks a job to end without a savepoint.</summary>
sealed class CancelCommand : IVerb
{
    const int IdLength = 32;

    readonly CommandContext context;
    readonly ClusterFlags flags = new();

    public CancelCommand(CommandContext context)
    {
        this.context = context;
        Definition = Verbs.With(
            "cancel", "Cancels a job.", flags.All,
            new Argument<string?>("job") { Description = "The job's id.", Arity = ArgumentArity.ZeroOrOne });
    }

    public Command Definition { get; }

    public bool HasProgram => false;

    public string Refusal => "Nothing was cancelled:";

    public async Task<int> RunAsync(ParseResult parsed, CommandWords words, CancellationToken cancellationToken)
    {
        var mistakes = new List<string>([.. words.Mistakes, .. JobMistakes(words.Others)]);
        using var cluster = await flags.OpenAsync(context, parsed, mistakes, cancellationToken);
        var job = words.Others[0];
        context.Output.Say($"Cancelling job {job}.");
        try
        {
            await cluster.Application.Cluster.CancelAsync(job, cancellationToken);
        }
        catch (MasterRefusedException refused)
        {
            context.Output.Fail($"Job {job} was not cancelled.", [refused.Message]);
            return ExitCodes.Failure;
        }

        context.Output.Say($"Cancelled job {job}.");
        return ExitCodes.Success;
    }

    static IEnumerable<string> JobMistakes(IReadOnlyList<string> words)
    {
        if (words.Count != 1)
        {
            yield return "cancel takes the id of one job; 'flinkyarn list' shows them.";
        }

        foreach (var word in words.Where(word => word.Length != IdLength || !word.All(char.IsAsciiHexDigit)))
        {
            yield return $"'{word}' is no job id: it has {IdLength} hexadecimal digits.";
        }
    }
}
