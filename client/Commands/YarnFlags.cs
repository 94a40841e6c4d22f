using System.CommandLine;
using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Client.Commands;

/// <summary>
/// Flink's flags for YARN (FlinkYarnSessionCli): plain in <c>yarn-session</c>, with a <c>y</c> before them elsewhere.
/// They have their effect with every target.
/// </summary>
sealed class YarnFlags
{
    const string ApplicationId = "yarn.application.id";

    readonly IReadOnlyList<KeyFlag> shape;
    readonly KeyFlag application;
    readonly Option<string[]> properties;
    readonly Option<bool> detached;

    YarnFlags(string longPrefix, string shortPrefix)
    {
        shape =
        [
            Key("jobManagerMemory", "jm", "jobmanager.memory.process.size",
                "Memory of the ApplicationMaster; a bare number is megabytes.", KeyFlag.Megabytes),
            Key("taskManagerMemory", "tm", "taskmanager.memory.process.size",
                "Memory of each TaskManager; a bare number is megabytes.", KeyFlag.Megabytes),
            Key("slots", "s", "taskmanager.numberOfTaskSlots", "Slots of each TaskManager."),
            Key("queue", "qu", "yarn.application.queue", "YARN's queue."),
            Key("name", "nm", "yarn.application.name", "The application's name in YARN."),
            Key("applicationType", "at", "yarn.application.type", "The application's type in YARN."),
            Key("nodeLabel", "nl", "yarn.application.node-label", "Label of the nodes to run on."),
            Key("ship", "t", "yarn.ship-files", "File or folder for every container; again for more.", KeyFlag.List),
        ];
        application = Key("applicationId", "id", ApplicationId, "The application that runs already.");
        properties = new Option<string[]>($"-{shortPrefix}D")
        {
            Description = "A configuration key: key=value; again for more.", HelpName = "key=value",
            Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false,
        };
        detached = new Option<bool>($"--{longPrefix}detached", $"-{shortPrefix}d")
        {
            Description = "Do not stay.", Arity = ArgumentArity.Zero,
        };

        KeyFlag Key(
            string name, string alias, string key, string description,
            Func<IReadOnlyList<string>, string>? value = null) =>
            new($"--{longPrefix}{name}", $"-{shortPrefix}{alias}", key, description, value);
    }

    /// <summary>Of <c>yarn-session</c>.</summary>
    public static YarnFlags Plain() => new("", "");

    /// <summary>Of <c>run</c>, <c>list</c> and the others.</summary>
    public static YarnFlags Prefixed() => new("yarn", "y");

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [.. shape.Select(flag => flag.Option), .. ToFind, detached];

    /// <summary>Those that say which application is meant.</summary>
    public IEnumerable<Option> ToFind => [application.Option, properties];

    public bool IsDetached(ParseResult parsed) => parsed.GetValue(detached);

    /// <summary>The typed <c>-D</c> values.</summary>
    public IReadOnlyList<string> Properties(ParseResult parsed) => parsed.GetValue(properties) ?? [];

    /// <summary>Whether any was typed that keeps the session file from being looked at; detached does not.</summary>
    public bool IsAnyGiven(ParseResult parsed) =>
        shape.Append(application).Any(flag => flag.IsGiven(parsed)) || Properties(parsed).Count > 0;

    /// <summary>The flags over the settings; mistakes are added to the list.</summary>
    public Settings Apply(Settings settings, ParseResult parsed, List<string> mistakes)
    {
        settings = SettingsSources.WithDynamic(settings, Properties(parsed), mistakes);
        settings = shape.Append(application).Aggregate(settings, (seen, flag) => flag.Apply(seen, parsed));
        return IsDetached(parsed) ? settings.With("execution.attached", "false", detached.Aliases.First()) : settings;
    }
}
