namespace FlinkYarn.Hadoop.Configuration;

/// <summary>
/// Properties of several files on top of each other; what a file calls final, later files cannot change.
/// </summary>
sealed class PropertySet(IReadOnlyDictionary<string, string> defaults)
{
    readonly HashSet<string> finals = new(StringComparer.Ordinal);

    public Dictionary<string, string> Values { get; } = new(defaults, StringComparer.Ordinal);

    public void Add(IEnumerable<SiteProperty> properties)
    {
        foreach (var property in properties)
        {
            var name = DeprecatedKeys.Current(property.Name);
            if (finals.Contains(name))
            {
                continue;
            }

            Values[name] = property.Value;
            if (property.IsFinal)
            {
                finals.Add(name);
            }
        }
    }

    /// <summary>As Configuration.set: it asks no final.</summary>
    public void Override(IReadOnlyDictionary<string, string> properties)
    {
        foreach (var (name, value) in properties)
        {
            Values[DeprecatedKeys.Current(name)] = value;
        }
    }
}
