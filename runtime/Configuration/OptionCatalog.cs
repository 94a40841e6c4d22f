using System.Reflection;

namespace FlinkYarn.Runtime.Configuration;

/// <summary>All options there are: the properties of this assembly's classes that have a configuration key.</summary>
static class OptionCatalog
{
    static readonly Lazy<IReadOnlyList<OptionDescription>> All = new(() =>
        [.. typeof(OptionCatalog).Assembly.GetTypes().Where(type => type.IsClass && !type.IsAbstract).SelectMany(Of)]);

    /// <summary>In the order of the classes.</summary>
    public static IReadOnlyList<OptionDescription> Options => All.Value;

    /// <summary>The option that a key belongs to.</summary>
    public static OptionDescription? Find(string key) =>
        Options.FirstOrDefault(option => option.Key == key) ?? Options.FirstOrDefault(option => option.Covers(key));

    /// <summary>The options of one class; none when it has no configuration keys.</summary>
    public static IReadOnlyList<OptionDescription> Of(Type type)
    {
        var keyed = type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Select(property => (property, attribute: property.GetCustomAttribute<ConfigKeyAttribute>()))
            .Where(pair => pair.attribute is not null)
            .OrderBy(pair => pair.property.MetadataToken)
            .ToList();
        if (keyed.Count == 0)
        {
            return [];
        }

        var defaults = Activator.CreateInstance(type)!;
        return [.. keyed.Select(pair => new OptionDescription(pair.property, pair.attribute!, defaults))];
    }
}
