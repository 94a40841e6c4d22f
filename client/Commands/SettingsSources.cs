using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Client.Commands;

/// <summary>
/// Puts the settings together: <c>config.yaml</c>, then <c>-D</c>, then the flags that stand for a key.
/// </summary>
static class SettingsSources
{
    const string FileName = "config.yaml";

    /// <summary>The file's settings; none when there is no file and nobody named its folder.</summary>
    public static Settings ReadFile(CommandContext context)
    {
        if (context.Variable("FLINK_CONF_DIR") is { } named)
        {
            return SettingsFile.Read(Path.Combine(named, FileName));
        }

        var home = context.Variable("FLINKYARN_HOME");
        var file = home is null ? null : Path.Combine(home, "conf", FileName);
        return file is not null && File.Exists(file) ? SettingsFile.Read(file) : Settings.Empty;
    }

    /// <summary>The later of two equal keys wins; what is no <c>key=value</c> becomes a mistake.</summary>
    public static Settings WithDynamic(
        Settings settings, IEnumerable<string> properties, List<string> mistakes, string origin = "-D")
    {
        foreach (var property in properties)
        {
            var equals = property.IndexOf('=', StringComparison.Ordinal);
            if (equals == 0 || property.Length == 0)
            {
                mistakes.Add($"{origin} {property}: expected key=value.");
                continue;
            }

            // A key alone means true, as in Flink.
            settings = equals < 0
                ? settings.With(property, "true", origin)
                : settings.With(property[..equals].Trim(), property[(equals + 1)..], origin);
        }

        return settings;
    }
}
