namespace FlinkYarn.Runtime.Configuration;

/// <summary>
/// Binds an option's property to its configuration key. The property's initial value is the default; its type says the
/// unit: <see cref="TimeSpan"/> ("10 s", "500 ms"), <see cref="Memory.MemorySize"/> ("512m"), numbers, booleans, enums,
/// strings, lists of strings (";" or "," between).
/// </summary>
/// <param name="key">Flink's name where Flink has the option.</param>
/// <param name="description">One or two sentences for the configuration page.</param>
[AttributeUsage(AttributeTargets.Property)]
sealed class ConfigKeyAttribute(string key, string description) : Attribute
{
    public string Key => key;

    public string Description => description;

    /// <summary>Least value of a number, inclusive.</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    /// <summary>Greatest value of a number, inclusive.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>Never printed.</summary>
    public bool IsSecret { get; init; }
}
