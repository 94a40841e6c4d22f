using System.CommandLine;
using FlinkYarn.Client.Deployment;
using FlinkYarn.Client.Output;
using FlinkYarn.Client.Programs;
using FlinkYarn.Client.Targets;
using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Client.Commands;

/// <summary>
/// <c>run</c> and Flink 1's <c>run-application</c>: everything is checked and told in one answer, then the program
/// runs.
/// </summary>
sealed class RunCommand : IVerb
{
    CommandContext context;
    readonly ExecutionTarget? only;
    readonly ProgramFlags flags = new();

    RunCommand(CommandContext context, string name, string description, ExecutionTarget? only)
    {
        this.context = context;
        this.only = only;
        Definition = Verbs.WithProgram(name, description, flags.ForRun);
    }

    public Command Definition { get; }

    public bool HasProgram => true;

    public string Refusal => "Nothing was submitted:";

    public static RunCommand OfAllTargets(CommandContext context) =>
        new(context, "run", "Runs a program's jobs.", null);

    public static RunCommand OfApplications(CommandContext context) => new(
        context, "run-application", "Runs a program in its ApplicationMaster: run -t yarn-application.",
        ExecutionTarget.YarnApplication);

    public async Task<int> RunAsync(ParseResult parsed, CommandWords words, CancellationToken cancellationToken)
    {
        var isTraced = parsed.GetValue(flags.TraceStart);
        context = TraceFlag.Apply(context, isTraced);
        var mistakes = new List<string>(words.Mistakes);
        var chosen = ChosenCluster.Of(
            context, flags.Target, flags.Read(parsed, mistakes), parsed, mistakes);
        var options = ReadOptions(chosen.Settings, mistakes);
        using var target = TargetOf(chosen, options, isTraced, mistakes);
        var check = target?.CheckAsync(cancellationToken) ?? Task.FromResult<IReadOnlyList<string>>([]);
        using var program = await OpenAsync(
            flags.WordsOf(parsed, words), chosen.Settings, mistakes, cancellationToken);
        mistakes.AddRange(await check);
        Verbs.Refuse(mistakes);
        if (parsed.GetValue(flags.DryRun))
        {
            await target!.ShowAsync(program!, cancellationToken);
            return ExitCodes.Success;
        }

        var isGood = await target!.RunAsync(program!, cancellationToken);
        if (isTraced)
        {
            StartTimeline.Tell(context.Trace, context.Output);
        }

        return isGood ? ExitCodes.Success : ExitCodes.Failure;
    }

    DeploymentOptions ReadOptions(Settings settings, List<string> mistakes)
    {
        var reader = new ConfigurationReader(settings);
        var options = DeploymentOptions.Read(settings, reader);
        mistakes.AddRange(reader.Review());
        foreach (var warning in reader.UnknownKeys())
        {
            context.Output.Warn(warning);
        }

        if (options.Execution.Target is null && settings["execution.target"] is null)
        {
            mistakes.Add("Say where to run it: -t yarn-per-job, yarn-session, yarn-application or local (or "
                + "execution.target in config.yaml).");
        }
        else if (only is not null && options.Execution.Target is { } target && target != only)
        {
            mistakes.Add($"{Definition.Name} runs programs with -t yarn-application only; take 'run' for others.");
        }

        return options;
    }

    async Task<OpenedProgram?> OpenAsync(
        ProgramWords words, Settings settings, List<string> mistakes, CancellationToken cancellationToken)
    {
        try
        {
            return await ProgramOpening.OpenAsync(context, words, settings, cancellationToken);
        }
        catch (MistakesException mistaken)
        {
            mistakes.AddRange(mistaken.Mistakes);
            return null;
        }
    }

    // Null when there is a mistake in what is needed to make it.
    ITarget? TargetOf(
        ChosenCluster chosen, DeploymentOptions options, bool isTraced, List<string> mistakes)
    {
        var setup = new TargetSetup(
            options, context.Output, context.Time, context.Variable("FLINKYARN_HOME"),
            isTraced ? context.Trace : null);
        if (options.Execution.Target is null or ExecutionTarget.Local)
        {
            return options.Execution.Target is null ? null : new LocalTarget(setup);
        }

        try
        {
            var cluster = YarnConnection.Open(options.Settings, context.Environment);
            return options.Execution.Target switch
            {
                ExecutionTarget.YarnSession => new SessionTarget(
                    setup, cluster, token => chosen.FindAsync(cluster, options, context.Time, token)),
                ExecutionTarget.YarnApplication => new ApplicationTarget(setup, cluster),
                _ => new PerJobTarget(setup, cluster),
            };
        }
        catch (MistakesException mistaken)
        {
            mistakes.AddRange(mistaken.Mistakes);
            return null;
        }
    }
}
