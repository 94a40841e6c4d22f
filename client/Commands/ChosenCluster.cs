using System.CommandLine;
using FlinkYarn.Client.Deployment;
using FlinkYarn.Client.Sessions;
using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Client.Commands;

/// <summary>
/// Which cluster a command line means, in Flink's order: a target that is named, YARN's flags, the session file.
/// </summary>
/// <param name="Settings">All of them, with <c>execution.target</c> when one could be chosen.</param>
/// <param name="Note">What the session file said, when it decided.</param>
/// <param name="File">The session file.</param>
sealed record ChosenCluster(Settings Settings, SessionNote? Note, SessionFile File)
{
    const string TargetKey = "execution.target";
    const string IdKey = "yarn.application.id";
    const string YarnCluster = "yarn-cluster";

    /// <summary>Chooses; mistakes are added to the list.</summary>
    /// <param name="context">Has the files.</param>
    /// <param name="flags">Of the command.</param>
    /// <param name="typed">What was typed, as settings.</param>
    /// <param name="parsed">What was typed.</param>
    /// <param name="mistakes">For all that is found.</param>
    public static ChosenCluster Of(
        CommandContext context, TargetFlags flags, Settings typed, ParseResult parsed, List<string> mistakes)
    {
        var configured = SettingsSources.ReadFile(context);
        var settings = configured.With(typed);
        var manager = flags.ManagerOf(parsed);
        if (manager is not (null or YarnCluster))
        {
            mistakes.Add($"-m {manager}: there are no clusters outside of YARN. -m takes {YarnCluster}; the cluster is "
                + "where HADOOP_CONF_DIR leads.");
        }

        var file = FileOf(context, settings);
        var note = IsFileAsked(settings, manager, flags.Yarn.IsAnyGiven(parsed)) ? Read(file, mistakes) : null;
        if (note is not null)
        {
            settings = SettingsSources.WithDynamic(configured, note.Properties, mistakes, file.Path).With(typed)
                .With(IdKey, note.ApplicationId, file.Path);
        }

        return new ChosenCluster(settings[TargetKey] is null ? Chosen(settings, manager) : settings, note, file);
    }

    /// <summary>The session file that the settings lead to.</summary>
    public static SessionFile FileOf(CommandContext context, Settings settings) => SessionFile.Of(
        settings["yarn.properties-file.location"], YarnConnection.UserOf(context.Environment));

    /// <summary>Finds the application that is meant and what opens it.</summary>
    /// <exception cref="MistakesException">None is named, or it cannot be talked to.</exception>
    public async Task<RunningApplication> FindAsync(
        YarnConnection connection, DeploymentOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var id = options.Session.ApplicationId
            ?? throw new MistakesException(
                "No cluster id was specified: name the application by -Dyarn.application.id=… or -yid, or start a "
                + $"session by yarn-session ({File.Path} is not there).");
        try
        {
            return await new ApplicationDirectory(connection, options, time)
                .FindAsync(id, Note?.Staging, cancellationToken);
        }
        catch (MistakesException mistaken) when (Note is not null)
        {
            throw new MistakesException(
                [.. mistaken.Mistakes.Select(mistake => $"{mistake} {File.Path} names it; delete that file, or name "
                    + "another application by -Dyarn.application.id=….")]);
        }
    }

    static Settings Chosen(Settings settings, string? manager) =>
        settings.Find(IdKey) is { } id ? settings.With(TargetKey, "yarn-session", id.Origin)
        : manager is YarnCluster ? settings.With(TargetKey, "yarn-per-job", "-m")
        : settings;

    static bool IsFileAsked(Settings settings, string? manager, bool isYarnFlagGiven) =>
        settings[IdKey] is null && settings[TargetKey] switch
        {
            null => manager is null && !isYarnFlagGiven,
            var target => target.Replace("-", "").Equals("yarnsession", StringComparison.OrdinalIgnoreCase),
        };

    static SessionNote? Read(SessionFile file, List<string> mistakes)
    {
        try
        {
            return file.Read();
        }
        catch (MistakesException mistaken)
        {
            mistakes.AddRange(mistaken.Mistakes);
            return null;
        }
    }
}
