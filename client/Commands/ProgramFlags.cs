using System.CommandLine;
using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Client.Commands;

/// <summary>The flags of commands that take a program; names are Flink's.</summary>
sealed class ProgramFlags
{
    readonly Option<string[]> properties = new("-D")
    {
        Description = "A configuration key: -Dkey=value; again for more.", HelpName = "key=value",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    readonly Option<string?> parallelism = new("--parallelism", "-p")
    {
        Description = "Parallelism of jobs that do not set their own.", HelpName = "number",
    };

    readonly Option<bool> detached = new("--detached", "-d")
    {
        Description = "Do not wait for the job.", Arity = ArgumentArity.Zero,
    };
    readonly Option<bool> shutdown = new("--shutdownOnAttachedExit", "-sae")
    {
        Description = "Cancel the job when this command ends or is interrupted.", Arity = ArgumentArity.Zero,
    };
    readonly Option<string?> program = new("--jarfile", "-j")
    {
        Description = "The program, when it does not stand behind the flags.", HelpName = "path",
    };
    readonly Option<string[]> arguments = new("--arguments", "-a")
    {
        Description = "An argument of the program; again for more. Those behind the program come after it.",
        HelpName = "text", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false,
    };
    readonly Option<bool> verbose = new("--verbose", "-v")
    {
        Description = "Has no effect, as in Flink.", Arity = ArgumentArity.Zero,
    };

    /// <summary>Which cluster.</summary>
    public TargetFlags Target { get; } = new();

    /// <summary>The type whose <c>Main</c> is called; null for the assembly's entry point.</summary>
    public Option<string?> EntryType { get; } = new("--class", "-c")
    {
        Description = "Type with a static Main, when it is not the assembly's entry point.", HelpName = "type",
    };

    public Option<bool> DryRun { get; } = new("--dry-run")
    {
        Description = "Check and show everything, submit nothing.", Arity = ArgumentArity.Zero,
    };

    public Option<bool> TraceStart { get; } = TraceFlag.Create();

    /// <summary>Of <c>info</c>: what decides over the plan.</summary>
    public IEnumerable<Option> ForPlan => [EntryType, parallelism, properties, program, arguments];

    /// <summary>Of <c>run</c>.</summary>
    public IEnumerable<Option> ForRun =>
        [.. Target.All, detached, .. ForPlan, shutdown, DryRun, TraceStart, verbose, .. Target.Yarn.All];

    /// <summary>What is to be run, and with which arguments.</summary>
    public ProgramWords WordsOf(ParseResult parsed, CommandWords words)
    {
        var others = words.Others;
        var path = parsed.GetValue(program) ?? (others.Count > 0 ? others[0] : null);
        var own = parsed.GetValue(program) is null ? others.Skip(1) : others;
        return new ProgramWords(
            path, parsed.GetValue(EntryType), [.. parsed.GetValue(arguments) ?? [], .. own]);
    }

    /// <summary>What was typed, as settings; mistakes are added to the list.</summary>
    public Settings Read(ParseResult parsed, List<string> mistakes)
    {
        var settings = SettingsSources.WithDynamic(Settings.Empty, parsed.GetValue(properties) ?? [], mistakes);
        settings = Target.Apply(settings, parsed, mistakes);
        settings = parsed.GetValue(parallelism) is { } number
            ? settings.With("parallelism.default", number, "-p")
            : settings;
        settings = parsed.GetValue(detached) ? settings.With("execution.attached", "false", "-d") : settings;
        return parsed.GetValue(shutdown) ? settings.With("execution.shutdown-on-attached-exit", "true", "-sae")
            : settings;
    }
}

/// <summary>The program's part of a command line.</summary>
/// <param name="Path">Null when there is none.</param>
/// <param name="EntryType">Null for the assembly's entry point.</param>
/// <param name="Arguments">The program's own, as they were typed.</param>
sealed record ProgramWords(string? Path, string? EntryType, IReadOnlyList<string> Arguments);
