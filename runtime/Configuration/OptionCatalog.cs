using System.Collections.Concurrent;
using System.Reflection;

namespace FlinkYarn.Runtime.Configuration;

/// <summary>
/// All options there are: the properties of the classes in this namespace whose name ends in <c>Options</c>. Every
/// command reads it, so nothing else of the assembly is looked at.
/// </summary>
static class OptionCatalog
{
    static readonly ConcurrentDictionary<Type, IReadOnlyList<OptionDescription>> ByClass = new();

    static readonly Lazy<IReadOnlyList<OptionDescription>> All = new(() =>
    [
        .. typeof(OptionCatalog).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(OptionCatalog).Namespace
                && type.Name.EndsWith("Options", StringComparison.Ordinal))
            .SelectMany(Of),
    ]);

    /// <summary>In the order of the classes.</summary>
    public static IReadOnlyList<OptionDescription> Options => All.Value;

    /// <summary>The option that a key belongs to.</summary>
    public static OptionDescription? Find(string key) =>
        Options.FirstOrDefault(option => option.Key == key) ?? Options.FirstOrDefault(option => option.Covers(key));

    /// <summary>The options of one class.</summary>
    public static IReadOnlyList<OptionDescription> Of(Type type) => ByClass.GetOrAdd(type, Read);

    static IReadOnlyList<OptionDescription> Read(Type type)
    {
        var defaults = new Lazy<object>(() => Activator.CreateInstance(type)!);
        return
        [
            .. from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
               let attribute = property.GetCustomAttribute<ConfigKeyAttribute>()
               where attribute is not null
               orderby property.MetadataToken
               select new OptionDescription(property, attribute, defaults),
        ];
    }
}
