using System.Reflection;

namespace FlinkYarn.Runtime.Configuration;

/// <summary>One option as its class declares it.</summary>
sealed class OptionDescription
{
    readonly ConfigKeyAttribute attribute;
    readonly Lazy<object> defaults;

    /// <param name="property">Of an option class.</param>
    /// <param name="attribute">The property's.</param>
    /// <param name="defaults">An instance as it is made; asked for only when somebody wants to see a default.</param>
    public OptionDescription(PropertyInfo property, ConfigKeyAttribute attribute, Lazy<object> defaults)
    {
        Property = property;
        this.attribute = attribute;
        this.defaults = defaults;
    }

    public PropertyInfo Property { get; }

    public string Key => attribute.Key;

    public string Description => attribute.Description;

    /// <summary>The property's initial value.</summary>
    public object? Default => Property.GetValue(defaults.Value);

    public bool IsSecret => attribute.IsSecret;

    public double Minimum => attribute.Minimum;

    public double Maximum => attribute.Maximum;

    /// <summary>Without the <c>?</c> of an option that has no default.</summary>
    public Type Type => Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType;

    /// <summary>The option takes every key that begins with its own, and makes a dictionary of the rest.</summary>
    public bool IsPrefix => Key.EndsWith('.');

    public bool Covers(string key) =>
        IsPrefix ? key.Length > Key.Length && key.StartsWith(Key, StringComparison.Ordinal) : key == Key;
}
