using System.CommandLine;
using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Client.Commands;

/// <summary>The flags that say which cluster is meant.</summary>
sealed class TargetFlags
{
    readonly Option<string?> target = new("--target", "-t")
    {
        Description = "yarn-per-job, yarn-session, yarn-application or local.", HelpName = "target",
    };
    readonly Option<string?> executor =
        new("--executor", "-e") { Description = "The old name of --target.", HelpName = "target" };
    readonly Option<string?> manager = new("--jobmanager", "-m")
    {
        Description = "yarn-cluster: a session when one is named, otherwise yarn-per-job.", HelpName = "cluster",
    };

    public YarnFlags Yarn { get; } = YarnFlags.Prefixed();

    /// <summary>Without YARN's, which help shows last.</summary>
    public IEnumerable<Option> All => [target, executor, manager];

    /// <summary>Flink's <c>-m</c>.</summary>
    public string? ManagerOf(ParseResult parsed) => parsed.GetValue(manager);

    /// <summary>The flags over the settings; mistakes are added to the list.</summary>
    public Settings Apply(Settings settings, ParseResult parsed, List<string> mistakes)
    {
        settings = Yarn.Apply(settings, parsed, mistakes);
        settings = With(settings, parsed.GetValue(executor), "-e");
        return With(settings, parsed.GetValue(target), "-t");
    }

    static Settings With(Settings settings, string? value, string flag) =>
        value is null ? settings : settings.With("execution.target", value, flag);
}
