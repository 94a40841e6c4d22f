using System.CommandLine;
using FlinkYarn.Client.Deployment;
using FlinkYarn.Client.Sessions;
using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Client.Commands;

/// <summary>
/// <c>yarn-session</c>: starts a session and stays with it or leaves it; goes to one that runs; shows what the cluster
/// has.
/// </summary>
sealed class YarnSessionCommand : IVerb
{
    readonly CommandContext context;
    readonly YarnFlags flags = YarnFlags.Plain();
    readonly Option<bool> query = new("--query", "-q")
    {
        Description = "Show what the cluster has, start nothing.", Arity = ArgumentArity.Zero,
    };
    readonly Option<bool> oldDetached = new("--yarndetached", "-yd")
    {
        Description = "The old name of --detached.", Arity = ArgumentArity.Zero,
    };

    public YarnSessionCommand(CommandContext context)
    {
        this.context = context;
        Definition = Verbs.With(
            "yarn-session", "Starts a session that takes jobs, or goes to one that runs.",
            [.. flags.All, oldDetached, query]);
    }

    public Command Definition { get; }

    public bool HasProgram => false;

    public string Refusal => "Nothing was submitted:";

    public async Task<int> RunAsync(ParseResult parsed, CommandWords words, CancellationToken cancellationToken)
    {
        var mistakes = new List<string>(words.Mistakes);
        mistakes.AddRange(words.Others.Select(word => $"'{word}' is too much: yarn-session takes flags only."));
        mistakes.AddRange(flags.Properties(parsed)
            .Where(property => property.Contains(SessionFile.Separator, StringComparison.Ordinal))
            .Select(property => $"-D {property}: '{SessionFile.Separator}' separates values in the session file."));
        var settings = SettingsSources.ReadFile(context).With(flags.Apply(Settings.Empty, parsed, mistakes));
        var reader = new ConfigurationReader(settings);
        var options = DeploymentOptions.Read(settings, reader);
        mistakes.AddRange(reader.Review());
        foreach (var warning in reader.UnknownKeys())
        {
            context.Output.Warn(warning);
        }

        var isDetached = !options.Execution.IsAttached || parsed.GetValue(oldDetached);
        var isStart = !parsed.GetValue(query) && options.Session.ApplicationId is null;
        mistakes.AddRange(isStart ? ChosenCluster.FileOf(context, settings).Mistakes() : []);
        using var descriptor = await OpenAsync(options, isStart, mistakes, cancellationToken);
        Verbs.Refuse(mistakes);
        if (parsed.GetValue(query))
        {
            await ClusterResources.WriteAsync(descriptor!.Cluster, context.Plain, cancellationToken);
            return ExitCodes.Success;
        }

        return options.Session.ApplicationId is { } id
            ? await AttachAsync(id, descriptor!, options, isDetached, cancellationToken)
            : await StartAsync(descriptor!, options, flags.Properties(parsed), isDetached, cancellationToken);
    }

    async Task<YarnClusterDescriptor?> OpenAsync(
        DeploymentOptions options, bool isStart, List<string> mistakes, CancellationToken cancellationToken)
    {
        try
        {
            var descriptor = new YarnClusterDescriptor(
                YarnConnection.Open(options.Settings, context.Environment), options, context.Output, context.Time);
            mistakes.AddRange(isStart ? await descriptor.CheckAsync(cancellationToken) : []);
            return descriptor;
        }
        catch (MistakesException mistaken)
        {
            mistakes.AddRange(mistaken.Mistakes);
            return null;
        }
    }

    async Task<int> StartAsync(
        YarnClusterDescriptor descriptor, DeploymentOptions options, IReadOnlyList<string> properties,
        bool isDetached, CancellationToken cancellationToken)
    {
        await descriptor.GatherAsync(null, context.Variable("FLINKYARN_HOME"), cancellationToken);
        using var session = await descriptor.DeployAsync(DeploymentRequest.ForSession(), cancellationToken);
        var file = ChosenCluster.FileOf(context, options.Settings);
        var attached = new AttachedSession(session, descriptor.Cluster, file, context.Output, context.Time);
        try
        {
            file.Write(new SessionNote(session.Id, properties, session.Staging));
        }
        catch (IOException)
        {
            // Commands that look for the file would not find the session: as in Flink it does not stay.
            await attached.StopAsync(cancellationToken);
            throw;
        }

        return await StayAsync(session, attached, isDetached, isOwner: true, cancellationToken);
    }

    async Task<int> AttachAsync(
        string id, YarnClusterDescriptor descriptor, DeploymentOptions options, bool isDetached,
        CancellationToken cancellationToken)
    {
        using var session = await new ApplicationDirectory(descriptor.Cluster, options, context.Time)
            .FindAsync(id, null, cancellationToken);
        context.Output.Say($"Found {session.Name}, {id}");
        var attached = new AttachedSession(
            session, descriptor.Cluster, ChosenCluster.FileOf(context, options.Settings), context.Output, context.Time);
        return await StayAsync(session, attached, isDetached, isOwner: false, cancellationToken);
    }

    async Task<int> StayAsync(
        RunningApplication session, AttachedSession attached, bool isDetached, bool isOwner,
        CancellationToken cancellationToken)
    {
        context.Output.Say($"JobManager Web Interface: {session.WebAddress}");
        if (isDetached)
        {
            AttachedSession.TellHowToStop(session.Id, context.Output);
            return ExitCodes.Success;
        }

        return await attached.StayAsync(context.Input, isOwner, cancellationToken)
            ? ExitCodes.Success
            : ExitCodes.Failure;
    }
}
