namespace FlinkYarn.Runtime.Configuration;

/// <summary>
/// Fills option classes from settings. Mistakes are gathered over all classes, so that they can be told in one answer;
/// an option with a mistake keeps its default until then.
/// </summary>
sealed class ConfigurationReader(Settings settings)
{
    readonly List<string> mistakes = [];

    /// <summary>One sentence each: key, value, where it was written, what is expected.</summary>
    public IReadOnlyList<string> Mistakes => mistakes;

    /// <summary>The options of one class, defaults where nothing was given.</summary>
    public T Read<T>()
        where T : class, new()
    {
        var options = new T();
        foreach (var option in OptionCatalog.Of(typeof(T)))
        {
            if (option.IsPrefix)
            {
                option.Property.SetValue(options, WithPrefix(option.Key));
            }
            else if (settings.Find(option.Key) is { } setting)
            {
                Set(options, option, setting);
            }
        }

        return options;
    }

    /// <summary>The mistakes in all options there are, whoever will read them.</summary>
    public IReadOnlyList<string> Review() =>
    [
        .. from pair in settings.All
           let option = OptionCatalog.Find(pair.Key)
           where option is { IsPrefix: false } && !OptionValue.TryParse(option, pair.Value.Value, out _)
           select Mistake(option, pair.Value),
    ];

    /// <summary>A sentence for each key that no option has, with the nearest one that exists.</summary>
    public IEnumerable<string> UnknownKeys()
    {
        foreach (var (key, setting) in settings.All.Where(pair => OptionCatalog.Find(pair.Key) is null))
        {
            var nearest = NearestWord.Of(
                key, OptionCatalog.Options.Where(option => !option.IsPrefix).Select(o => o.Key));
            yield return nearest is null
                ? $"{key} ({setting.Origin}) is not a key of FlinkYarn; it has no effect."
                : $"{key} ({setting.Origin}) is not a key of FlinkYarn and has no effect. Did you mean {nearest}?";
        }
    }

    /// <exception cref="MistakesException">There are some.</exception>
    public void ThrowOnMistakes()
    {
        if (mistakes.Count > 0)
        {
            throw new MistakesException(mistakes);
        }
    }

    Dictionary<string, string> WithPrefix(string prefix) => settings.All
        .Where(pair => pair.Key.Length > prefix.Length && pair.Key.StartsWith(prefix, StringComparison.Ordinal))
        .ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value.Value, StringComparer.Ordinal);

    void Set(object options, OptionDescription option, Setting setting)
    {
        if (OptionValue.TryParse(option, setting.Value, out var value))
        {
            option.Property.SetValue(options, value);
            return;
        }

        mistakes.Add(Mistake(option, setting));
    }

    static string Mistake(OptionDescription option, Setting setting)
    {
        var mistake = $"{option.Key}: '{Secrets.Shown(option.Key, setting.Value)}' ({setting.Origin}) is not "
            + $"{OptionValue.Expected(option)}.";
        var isBareSize = option.Type == typeof(MemorySize)
            && long.TryParse(setting.Value, out var number) && number > 0;
        return isBareSize ? $"{mistake} A bare number is bytes: did you mean {setting.Value}m?" : mistake;
    }
}
