namespace FlinkYarn.Runtime.Configuration;

/// <summary>
/// Binds an option's property to its configuration key. The property's initial value is the default; its type says the
/// unit: <see cref="TimeSpan"/> ("10 s", "500 ms"), <see cref="Memory.MemorySize"/> ("512m"), numbers, booleans, enums,
/// strings, addresses, lists of strings (";" or "," between). A key that ends in a dot is a prefix; its property is a
/// dictionary of strings.
/// </summary>
/// <param name="key">Flink's name where Flink has the option.</param>
/// <param name="description">One or two sentences for the configuration page.</param>
[AttributeUsage(AttributeTargets.Property)]
sealed class ConfigKeyAttribute(string key, string description) : Attribute
{
    public string Key => key;

    public string Description => description;

    /// <summary>Least value, inclusive: of a number, of a size in bytes, of a duration in milliseconds.</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    /// <summary>Greatest value, inclusive, in the same units.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>Never printed.</summary>
    public bool IsSecret { get; init; }
}
