using System.Globalization;

namespace FlinkYarn.Hadoop.Configuration;

/// <summary>
/// Hadoop's configuration as its own processes see it: site files, defaults, finals and expanded variables.
/// </summary>
public sealed class HadoopConfiguration
{
    readonly Dictionary<string, string> values;
    readonly VariableExpansion expansion;

    HadoopConfiguration(Dictionary<string, string> values, IReadOnlyList<string> files, HadoopEnvironment environment)
    {
        this.values = values;
        Files = files;
        expansion = new VariableExpansion(name => values.GetValueOrDefault(DeprecatedKeys.Current(name)), environment);
    }

    /// <summary>The files that were read, in the order in which they override each other.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Reads the site files that HADOOP_CONF_DIR, YARN_CONF_DIR and HADOOP_HOME lead to.</summary>
    /// <param name="overrides">Settings that win over all files, final ones too: what the user typed.</param>
    public static HadoopConfiguration FromEnvironment(IReadOnlyDictionary<string, string>? overrides = null) =>
        Load(HadoopEnvironment.OfProcess(), overrides);

    public static HadoopConfiguration Load(
        HadoopEnvironment environment, IReadOnlyDictionary<string, string>? overrides = null)
    {
        var files = SiteFiles.Find(environment);
        var properties = new PropertySet(HadoopDefaults.Values);
        foreach (var file in files)
        {
            properties.Add(new SiteFileReader().Read(file));
        }

        properties.Override(overrides ?? new Dictionary<string, string>());
        return new HadoopConfiguration(properties.Values, files, environment);
    }

    /// <summary>A configuration without files: the defaults, and these.</summary>
    public static HadoopConfiguration FromProperties(IReadOnlyDictionary<string, string> properties)
    {
        var set = new PropertySet(HadoopDefaults.Values);
        set.Override(properties);
        return new HadoopConfiguration(set.Values, [], HadoopEnvironment.Empty);
    }

    /// <summary>The expanded, trimmed value; null if nobody set it, or set it to nothing.</summary>
    public string? Get(string key)
    {
        if (!values.TryGetValue(DeprecatedKeys.Current(key), out var value))
        {
            return null;
        }

        var expanded = expansion.Expand(key, value).Trim();
        return expanded.Length == 0 ? null : expanded;
    }

    public string Get(string key, string otherwise) => Get(key) ?? otherwise;

    public bool GetBoolean(string key) => string.Equals(Get(key), "true", StringComparison.OrdinalIgnoreCase);

    public long GetInt64(string key, long otherwise) => Get(key) is not { } text ? otherwise
        : long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number
        : throw new HadoopConfigurationException($"{key} must be a whole number, not '{text}'.");

    /// <summary>The parts of a comma-separated value, trimmed.</summary>
    public IReadOnlyList<string> GetList(string key) =>
        Get(key)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
