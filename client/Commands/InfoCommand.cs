using System.CommandLine;
using System.Text;
using FlinkYarn.Api.Graph;
using FlinkYarn.Client.Programs;
using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Client.Commands;

/// <summary><c>info</c>: the plan of a program's job as JSON between rule lines, as Flink prints it.</summary>
sealed class InfoCommand : IVerb
{
    const string Above = "----------------------- Execution Plan -----------------------";
    const string Below = "--------------------------------------------------------------";

    readonly CommandContext context;
    readonly ProgramFlags flags = new();

    public InfoCommand(CommandContext context)
    {
        this.context = context;
        Definition = Verbs.WithProgram("info", "Shows the plan of a program's job as JSON.", flags.ForPlan);
    }

    public Command Definition { get; }

    public bool HasProgram => true;

    public string Refusal => "There is no plan:";

    public async Task<int> RunAsync(ParseResult parsed, CommandWords words, CancellationToken cancellationToken)
    {
        var mistakes = new List<string>(words.Mistakes);
        var settings = SettingsSources.ReadFile(context).With(flags.Read(parsed, mistakes));
        var reader = new ConfigurationReader(settings);
        reader.Read<ExecutionOptions>();
        mistakes.AddRange(reader.Mistakes);
        Verbs.Refuse(mistakes);
        using var program = await ProgramOpening.OpenAsync(
            context, flags.WordsOf(parsed, words), settings, cancellationToken);
        var graph = await new ProgramMain(program, settings, context.Output).TakeGraphAsync(cancellationToken);
        await context.Plain.WriteLineAsync(Above);
        await context.Plain.WriteLineAsync(Encoding.UTF8.GetString(JobPlan.Encode(graph)));
        await context.Plain.WriteLineAsync(Below);
        return ExitCodes.Success;
    }
}
