using System.Collections.Immutable;

namespace FlinkYarn.Runtime.Configuration;

/// <summary>The given values by key; keys that nobody gave have the default of their option class. Immutable.</summary>
sealed class Settings
{
    readonly ImmutableSortedDictionary<string, Setting> values;

    Settings(ImmutableSortedDictionary<string, Setting> values) => this.values = values;

    public static Settings Empty { get; } =
        new(ImmutableSortedDictionary.Create<string, Setting>(StringComparer.Ordinal));

    /// <summary>In the order of the keys.</summary>
    public IEnumerable<KeyValuePair<string, Setting>> All => values;

    /// <summary>The text of one key; null when nobody gave it.</summary>
    public string? this[string key] => Find(key)?.Value;

    public static Settings Of(IReadOnlyDictionary<string, string> values, string origin) => Empty.With(values, origin);

    public Setting? Find(string key) => values.GetValueOrDefault(key);

    public Settings With(string key, string value, string origin) => new(values.SetItem(key, new(value, origin)));

    /// <summary>The later ones win.</summary>
    public Settings With(IEnumerable<KeyValuePair<string, string>> later, string origin) =>
        new(values.SetItems(later.Select(pair => KeyValuePair.Create(pair.Key, new Setting(pair.Value, origin)))));

    /// <inheritdoc cref="With(IEnumerable{KeyValuePair{string, string}}, string)"/>
    public Settings With(Settings later) => new(values.SetItems(later.values));

    public IReadOnlyDictionary<string, string> ToDictionary() =>
        values.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.Value, StringComparer.Ordinal);
}
