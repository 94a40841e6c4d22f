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

    readonly Option<string?> target =
        new("--target", "-t") { Description = "yarn-per-job or local.", HelpName = "target" };
    readonly Option<string?> executor =
        new("--executor", "-e") { Description = "The old name of --target.", HelpName = "target" };
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
        Description = "Cancel the job when this command is interrupted.", Arity = ArgumentArity.Zero,
    };

    /// <summary>The type whose <c>Main</c> is called; null for the assembly's entry point.</summary>
    public Option<string?> EntryType { get; } = new("--class", "-c")
    {
        Description = "Type with a static Main, when it is not the assembly's entry point.", HelpName = "type",
    };

    public Option<bool> DryRun { get; } = new("--dry-run")
    {
        Description = "Check and show everything, submit nothing.", Arity = ArgumentArity.Zero,
    };

    /// <summary>Of <c>info</c>: what decides over the plan.</summary>
    public IEnumerable<Option> ForPlan => [EntryType, parallelism, properties];

    /// <summary>Of <c>run</c>.</summary>
    public IEnumerable<Option> ForRun => [target, executor, detached, .. ForPlan, shutdown, DryRun];

    /// <summary>The flags over the file's settings; mistakes are added to the list.</summary>
    public Settings Apply(Settings settings, ParseResult parsed, List<string> mistakes)
    {
        settings = SettingsSources.WithDynamic(settings, parsed.GetValue(properties) ?? [], mistakes);
        settings = With(settings, parsed.GetValue(executor), "execution.target", "-e");
        settings = With(settings, parsed.GetValue(target), "execution.target", "-t");
        settings = With(settings, parsed.GetValue(parallelism), "parallelism.default", "-p");
        settings = parsed.GetValue(detached) ? settings.With("execution.attached", "false", "-d") : settings;
        return parsed.GetValue(shutdown) ? settings.With("execution.shutdown-on-attached-exit", "true", "-sae")
            : settings;
    }

    static Settings With(Settings settings, string? value, string key, string flag) =>
        value is null ? settings : settings.With(key, value, flag);
}
