using System.CommandLine;
using System.CommandLine.Help;
using FlinkYarn.Api.Execution;
using FlinkYarn.Client.Cluster;
using FlinkYarn.Client.Deployment;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Programs;

namespace FlinkYarn.Client.Commands;

/// <summary>The <c>flinkyarn</c> command: its verbs, and the words for everything that can go wrong.</summary>
sealed class FlinkYarnCommand(CommandContext context)
{
    const string About = "Stream processing on YARN.";

    readonly IReadOnlyList<IVerb> verbs =
    [
        RunCommand.OfAllTargets(context), RunCommand.OfApplications(context), new YarnSessionCommand(context),
        new ListCommand(context), new CancelCommand(context), new InfoCommand(context),
        new SavepointCommand(
            "stop", "Ends a job with a savepoint.", "To end a job without one: flinkyarn cancel JOBID."),
        new SavepointCommand("savepoint", "Takes a savepoint of a job.", "A job runs on as it is."),
        new SavepointCommand("checkpoint", "Takes a checkpoint of a job.", "A job runs on as it is."),
        new MiniYarnCommand(context), new CompletionCommand(context), new ConfigPageCommand(context),
    ];

    public Task<int> RunAsync(string[] words, CancellationToken cancellationToken) => words switch
    {
        [] => InvokeAsync(With(new Command("flinkyarn", About)).Parse("--help"), cancellationToken),
        [['-', ..], ..] => InvokeAsync(With(new Command("flinkyarn", About)).Parse(words), cancellationToken),
        // [suggest:9] "run --par": what a shell asks for; only a root command has directives.
        [['[', ..], ..] => InvokeAsync(With(new RootCommand(About)).Parse(words), cancellationToken),
        [var name, .. var rest] => verbs.FirstOrDefault(verb => verb.Definition.Name == name) is { } verb
            ? RunAsync(verb, rest, cancellationToken)
            : Task.FromResult(Refuse("There is no such command:", [UnknownVerb(name)])),
    };

    async Task<int> RunAsync(IVerb verb, string[] words, CancellationToken cancellationToken)
    {
        var split = CommandWords.Split(words, verb.Definition, verb.HasProgram);
        verb.Definition.SetAction((parsed, token) => GuardAsync(verb, () => verb.RunAsync(parsed, split, token)));
        var parsed = With(new Command("flinkyarn", About)).Parse(
            [verb.Definition.Name, .. split.Flags], new ParserConfiguration { ResponseFileTokenReplacer = null });
        return parsed.Errors.Count > 0
            ? Refuse(verb.Refusal, [.. split.Mistakes, .. parsed.Errors.Select(error => error.Message)])
            : await InvokeAsync(parsed, cancellationToken);
    }

    // Ctrl-C must leave time to take back what was begun.
    Task<int> InvokeAsync(ParseResult parsed, CancellationToken cancellationToken) => parsed.InvokeAsync(
        new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(120),
            Output = context.Plain,
        },
        cancellationToken);

    Command With(Command root)
    {
        if (root is not RootCommand)
        {
            root.Add(new HelpOption());
            root.Add(new VersionOption("--version", "-v"));
        }

        foreach (var verb in verbs)
        {
            root.Add(verb.Definition);
        }

        return root;
    }

    string UnknownVerb(string verb)
    {
        var names = verbs.Where(known => !known.Definition.Hidden).Select(known => known.Definition.Name).ToList();
        return NearestWord.Of(verb, names) is { } nearest
            ? $"There is no command '{verb}'. Did you mean {nearest}?"
            : $"There is no command '{verb}'. There are {string.Join(", ", names)}.";
    }

    async Task<int> GuardAsync(IVerb verb, Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (MistakesException mistaken)
        {
            return Refuse(verb.Refusal, mistaken.Mistakes);
        }
        catch (ProgramFailedException failed)
        {
            return Failed(failed.InnerException!);
        }
        catch (Exception failure) when (IsOfTheCluster(failure))
        {
            return Failed(failure);
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
    }

    static bool IsOfTheCluster(Exception failure) =>
        failure is DeploymentException or IOException or TimeoutException or ApplicationEndedException;

    int Refuse(string heading, IReadOnlyList<string> mistakes)
    {
        context.Output.Fail(heading, mistakes);
        return ExitCodes.BadInput;
    }

    int Failed(Exception failure)
    {
        switch (failure)
        {
            case JobExecutionException job:
                context.Output.Fail($"The job {job.JobId} ended as {job.Status.ToString().ToUpperInvariant()}.",
                    [job.Message, .. job.InnerException is { } cause ? [cause.ToString()] : Array.Empty<string>()]);
                break;
            case var _ when IsOfTheCluster(failure):
                context.Output.Fail("It could not be run.", [failure.Message]);
                break;
            default:
                context.Output.Fail("The program finished with the following exception:", [failure.ToString()]);
                break;
        }

        return ExitCodes.Failure;
    }
}
