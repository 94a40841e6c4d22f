using System.Globalization;

namespace FlinkYarn.Runtime.Configuration;

/// <summary>What the keys of external resources say together: amounts by YARN's resource type.</summary>
sealed class ExternalResources
{
    const string Amount = "amount";
    const string YarnKey = "yarn.config-key";
    const string Prefix = ExternalResourceOptions.Prefix;

    // Flink's word for "none, whatever else is configured".
    const string None = "none";

    readonly Dictionary<string, long> amounts = new(StringComparer.Ordinal);
    readonly List<string> mistakes = [];

    ExternalResources()
    {
    }

    /// <summary>By YARN's name of the type.</summary>
    public IReadOnlyDictionary<string, long> Amounts => amounts;

    /// <summary>One sentence each.</summary>
    public IReadOnlyList<string> Mistakes => mistakes;

    public static ExternalResources Of(ExternalResourceOptions options)
    {
        var resources = new ExternalResources();
        var names = options.Names.Contains(None) ? [] : options.Names;
        foreach (var name in names)
        {
            resources.Add(name, options.Settings);
        }

        var known = names.SelectMany(name => new[] { $"{name}.{Amount}", $"{name}.{YarnKey}" }).ToHashSet();
        resources.mistakes.AddRange(
            from key in options.Settings.Keys
            where !known.Contains(key)
            select key.EndsWith($".{Amount}", StringComparison.Ordinal)
                || key.EndsWith($".{YarnKey}", StringComparison.Ordinal)
                ? $"{Prefix}{key}: external-resources does not name this resource."
                : $"{Prefix}{key} has no effect: FlinkYarn knows .{Amount} and .{YarnKey} of an external resource.");
        return resources;
    }

    void Add(string name, IReadOnlyDictionary<string, string> settings)
    {
        var text = settings.GetValueOrDefault($"{name}.{Amount}", "");
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) || amount == 0)
        {
            mistakes.Add($"{Prefix}{name}.{Amount}: '{text}' is not a whole number of at least 1.");
        }

        if (settings.GetValueOrDefault($"{name}.{YarnKey}") is not { Length: > 0 } type)
        {
            mistakes.Add(
                $"{Prefix}{name}.{YarnKey} is missing: YARN's name of the resource type, such as yarn.io/gpu.");
        }
        else if (!amounts.TryAdd(type, amount))
        {
            mistakes.Add($"{Prefix}{name}.{YarnKey}: another external resource is '{type}' already.");
        }
    }
}
