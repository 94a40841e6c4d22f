using System.Text.RegularExpressions;

namespace FlinkYarn.Hadoop.Configuration;

/// <summary>
/// Expands ${…} as Configuration.substituteVars does: innermost first, environment, system, properties.
/// </summary>
sealed partial class VariableExpansion(Func<string, string?> property, HadoopEnvironment environment)
{
    // Configuration.MAX_SUBST.
    const int MostSubstitutions = 20;

    public string Expand(string key, string value)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var substitution = 0; substitution < MostSubstitutions; substitution++)
        {
            var match = Variable.Match(value);
            if (!match.Success)
            {
                return value;
            }

            var name = match.Groups[1].Value;
            var replacement = Lookup(name);

            // What nobody has set stays as it stands, and a value that leads back to itself does too.
            if (replacement is null || replacement == match.Value || !seen.Add($"{match.Index}:{match.Value}:{value}"))
            {
                return value;
            }

            value = string.Concat(value.AsSpan(0, match.Index), replacement, value.AsSpan(match.Index + match.Length));
        }

        throw new HadoopConfigurationException(
            $"{key} needs more than {MostSubstitutions} substitutions; "
                + $"two properties probably refer to each other: {value}");
    }

    string? Lookup(string name)
    {
        if (!name.StartsWith("env.", StringComparison.Ordinal))
        {
            return environment.SystemProperty(name) ?? property(name);
        }

        // ${env.X-other}: other if X is not set; ${env.X:-other}: also if it is empty.
        var parts = EnvironmentVariable.Match(name);
        var found = environment.Variable(parts.Groups["name"].Value);
        return parts.Groups["operator"].Value switch
        {
            ":-" => string.IsNullOrEmpty(found) ? parts.Groups["other"].Value : found,
            "-" => found ?? parts.Groups["other"].Value,
            _ => found,
        };
    }

    [GeneratedRegex(@"\$\{([^}$ ]+)\}")]
    static partial Regex Variable { get; }

    [GeneratedRegex(@"^env\.(?<name>.*?)((?<operator>:-|-)(?<other>.*))?$", RegexOptions.ExplicitCapture)]
    static partial Regex EnvironmentVariable { get; }
}
