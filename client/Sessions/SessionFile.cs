using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Client.Sessions;

/// <summary>
/// <c>.yarn-properties-USER</c>: the session that later commands of this user mean when they name none. The keys are
/// Flink's; one of ours saves a question on the way. Only its owner can read it, for <c>-D</c> values may be secrets.
/// </summary>
sealed class SessionFile(string folder, string user)
{
    const string IdKey = "applicationID";
    const string PropertiesKey = "dynamicPropertiesString";
    const string StagingKey = "stagingDirectory";
    const long LargestFile = 1 << 20;

    /// <summary>Stands between two <c>-D</c> values (FlinkYarnSessionCli.YARN_DYNAMIC_PROPERTIES_SEPARATOR).</summary>
    public const string Separator = "@@";

    public string Path { get; } = System.IO.Path.Combine(
        folder, $".yarn-properties-{string.Concat(user.Split(System.IO.Path.GetInvalidFileNameChars()))}");

    /// <summary>The file that the settings lead to.</summary>
    public static SessionFile Of(string? folder, string user) => new(folder ?? System.IO.Path.GetTempPath(), user);

    /// <summary>Null when there is no file.</summary>
    /// <exception cref="MistakesException">It is damaged.</exception>
    public SessionNote? Read()
    {
        if (!File.Exists(Path))
        {
            return null;
        }

        var values = ReadValues();
        var id = values.GetValueOrDefault(IdKey, "").Trim();
        if (id.Length == 0)
        {
            throw Damaged($"names no application ({IdKey})");
        }

        if (!id.StartsWith("application_", StringComparison.Ordinal))
        {
            throw Damaged($"names '{id}', which is no application id");
        }

        var properties = values.GetValueOrDefault(PropertiesKey, "")
            .Split(Separator, StringSplitOptions.RemoveEmptyEntries);
        var staging = Uri.TryCreate(values.GetValueOrDefault(StagingKey), UriKind.Absolute, out var uri) ? uri : null;
        return new SessionNote(id, properties, staging);
    }

    /// <summary>Replaces the file as a whole, never follows what somebody else has put at its place.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void Write(SessionNote note)
    {
        var fresh = $"{Path}.{System.IO.Path.GetRandomFileName()}";
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew, Access = FileAccess.Write,
            };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var writer = new StreamWriter(fresh, options))
            {
                writer.Write(JavaProperties.Format(
                [
                    new(IdKey, note.ApplicationId),
                    new(PropertiesKey, string.Join(Separator, note.Properties)),
                    new(StagingKey, note.Staging?.OriginalString ?? ""),
                ]));
            }

            File.Move(fresh, Path, overwrite: true);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new IOException($"{Path} cannot be written: {refused.Message}", refused);
        }
    }

    /// <summary>Removes the file when it still names that application.</summary>
    public void DeleteIf(string applicationId)
    {
        try
        {
            if (Read()?.ApplicationId == applicationId)
            {
                File.Delete(Path);
            }
        }
        catch (MistakesException)
        {
            // Damaged: whose it is cannot be told, so it stays for its owner to look at.
        }
    }

    IReadOnlyDictionary<string, string> ReadValues()
    {
        try
        {
            return new FileInfo(Path).Length <= LargestFile
                ? JavaProperties.Parse(File.ReadAllText(Path))
                : throw Damaged("is far too long");
        }
        catch (UnauthorizedAccessException)
        {
            throw Damaged("cannot be read");
        }
    }

    MistakesException Damaged(string what) => new(
        $"{Path} {what}. Delete it, or name the session by -Dyarn.application.id=application_…");
}
