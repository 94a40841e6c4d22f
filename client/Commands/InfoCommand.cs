using System.CommandLine;
using System.Text;
using FlinkYarn.Api.Graph;
using FlinkYarn.Client.Programs;
using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Client.Commands;

/// <summary><c>info</c>: the plan of a program's job as JSON between rule lines, as Flink prints it.</summary>
sealed class InfoCommand(CommandContext context, ProgramLine line, ProgramFlags flags)
{
    const string Above = "----------------------- Execution Plan -----------------------";
    const string Below = "--------------------------------------------------------------";

    public async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var mistakes = new List<string>(line.Mistakes);
        var settings = flags.Apply(SettingsSources.ReadFile(context), parsed, mistakes);
        var reader = new ConfigurationReader(settings);
        reader.Read<ExecutionOptions>();
        mistakes.AddRange(reader.Mistakes);
        if (mistakes.Count > 0)
        {
            throw new MistakesException(mistakes);
        }

        var entryType = parsed.GetValue(flags.EntryType);
        using var program = await ProgramOpening.OpenAsync(context, line, entryType, cancellationToken);
        var graph = await new GraphOfProgram(program, entryType).TakeAsync(line.Arguments, settings, cancellationToken);
        await context.Plain.WriteLineAsync(Above);
        await context.Plain.WriteLineAsync(Encoding.UTF8.GetString(JobPlan.Encode(graph)));
        await context.Plain.WriteLineAsync(Below);
        return ExitCodes.Success;
    }
}
