using System.CommandLine;
using FlinkYarn.Client.Deployment;
using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Client.Commands;

/// <summary>The flags of commands that speak to an application that runs.</summary>
sealed class ClusterFlags
{
    readonly TargetFlags target = new();
    readonly Option<string[]> properties = new("-D")
    {
        Description = "A configuration key, yarn.application.id for one: -Dkey=value; again for more.",
        HelpName = "key=value", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false,
    };

    public IEnumerable<Option> All => [.. target.All, properties, .. target.Yarn.ToFind];

    /// <summary>Opens the application that is meant.</summary>
    /// <param name="context">Of the command.</param>
    /// <param name="parsed">What was typed.</param>
    /// <param name="mistakes">Those found so far; more are added, and all are thrown.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="MistakesException">There is none, or the command line has mistakes.</exception>
    public async Task<OpenedCluster> OpenAsync(
        CommandContext context, ParseResult parsed, List<string> mistakes, CancellationToken cancellationToken)
    {
        var typed = SettingsSources.WithDynamic(Settings.Empty, parsed.GetValue(properties) ?? [], mistakes);
        var chosen = ChosenCluster.Of(context, target, target.Apply(typed, parsed, mistakes), parsed, mistakes);
        var reader = new ConfigurationReader(chosen.Settings);
        var options = DeploymentOptions.Read(chosen.Settings, reader);
        mistakes.AddRange(reader.Review());
        foreach (var warning in reader.UnknownKeys())
        {
            context.Output.Warn(warning);
        }

        if (options.Execution.Target == ExecutionTarget.Local)
        {
            mistakes.Add("-t local has no cluster to speak to: its jobs end with the command that runs them.");
        }

        Verbs.Refuse(mistakes);
        var connection = YarnConnection.Open(chosen.Settings, context.Environment);
        try
        {
            return new OpenedCluster(
                connection, await chosen.FindAsync(connection, options, context.Time, cancellationToken));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}

/// <summary>An application and the way to it.</summary>
sealed record OpenedCluster(YarnConnection Connection, RunningApplication Application) : IDisposable
{
    public void Dispose()
    {
        Application.Dispose();
        Connection.Dispose();
    }
}
