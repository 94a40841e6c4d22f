using System.CommandLine;
using System.CommandLine.Help;
using FlinkYarn.Api.Execution;
using FlinkYarn.Client.Deployment;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Programs;

namespace FlinkYarn.Client.Commands;

/// <summary>The <c>flinkyarn</c> command: its verbs, and the words for everything that can go wrong.</summary>
sealed class FlinkYarnCommand(CommandContext context)
{
    public async Task<int> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        var run = ProgramVerb("run", "Runs a program's jobs.", out var runFlags, flags => flags.ForRun);
        var info = ProgramVerb(
            "info", "Shows the plan of a program's job as JSON.", out var infoFlags, flags => flags.ForPlan);
        var rest = new Argument<string[]>(
            "arguments") { Arity = ArgumentArity.ZeroOrMore, CaptureRemainingTokens = true };
        var mini = new Command(
            "mini-yarn", "Starts, stops or shows a small YARN on this machine: up, down, status.") { rest };
        var page = new Command("config-page", "Writes docs/CONFIGURATION.md to standard output.") { Hidden = true };
        var root = new Command("flinkyarn", "Stream processing on YARN.")
        {
            run, info, mini, page, new HelpOption(), new VersionOption(),
        };
        var verb = words.Length > 0 ? words[0] : "--help";
        if (!verb.StartsWith('-') && root.Subcommands.All(command => command.Name != verb))
        {
            return Refuse([UnknownVerb(verb, root)]);
        }

        var line = verb == run.Name ? ProgramLine.Split(words[1..], run)
            : verb == info.Name ? ProgramLine.Split(words[1..], info)
            : new ProgramLine(words, null, [], []);
        run.SetAction((parsed, token) =>
            GuardAsync(() => new RunCommand(context, line, runFlags).RunAsync(parsed, token)));
        info.SetAction((parsed, token) =>
            GuardAsync(() => new InfoCommand(context, line, infoFlags).RunAsync(parsed, token)));
        mini.SetAction((_, token) => new MiniYarnCommand(context, words[1..]).RunAsync(token));
        page.SetAction(_ => context.Plain.Write(ConfigurationPage.Render()));

        string[] parsedWords = verb == run.Name || verb == info.Name ? [verb, .. line.Flags]
            : words.Length == 0 ? [verb]
            : words;
        var parsed = root.Parse(parsedWords, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && verb != mini.Name)
        {
            return Refuse([.. line.Mistakes, .. parsed.Errors.Select(error => error.Message)]);
        }

        // Ctrl-C must leave time to take back what was begun.
        var invocation = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
                Output = context.Plain,
        };
        return await parsed.InvokeAsync(invocation, cancellationToken);
    }

    static Command ProgramVerb(
        string name, string description, out ProgramFlags flags, Func<ProgramFlags, IEnumerable<Option>> options)
    {
        flags = new ProgramFlags();
        var command = new Command(name, description)
        {
            new Argument<string?>("program")
            {
                Description = "A published .dll, a .csproj or its folder, or a .zip or .tar.gz of a publish folder.",
                Arity = ArgumentArity.ZeroOrOne,
            },
            new Argument<string[]>("arguments")
            {
                Description = "The program's own, untouched.", Arity = ArgumentArity.ZeroOrMore,
            },
        };
        foreach (var option in options(flags))
        {
            command.Add(option);
        }

        return command;
    }

    static string UnknownVerb(string verb, Command root)
    {
        var verbs = root.Subcommands.Where(command => !command.Hidden).Select(command => command.Name).ToList();
        return NearestWord.Of(verb, verbs) is { } nearest
            ? $"There is no command '{verb}'. Did you mean {nearest}?"
            : $"There is no command '{verb}'. There are {string.Join(", ", verbs)}.";
    }

    async Task<int> GuardAsync(Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (MistakesException mistaken)
        {
            return Refuse(mistaken.Mistakes);
        }
        catch (ProgramFailedException failed)
        {
            return Failed(failed.InnerException!);
        }
        catch (Exception failure) when (failure is DeploymentException or IOException or TimeoutException)
        {
            context.Output.Fail("It could not be run.", [failure.Message]);
            return ExitCodes.Failure;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
    }

    int Refuse(IReadOnlyList<string> mistakes)
    {
        context.Output.Fail("Nothing was submitted:", mistakes);
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
            case DeploymentException or IOException or TimeoutException:
                context.Output.Fail("It could not be run.", [failure.Message]);
                break;
            default:
                context.Output.Fail("The program finished with the following exception:", [failure.ToString()]);
                break;
        }

        return ExitCodes.Failure;
    }
}
