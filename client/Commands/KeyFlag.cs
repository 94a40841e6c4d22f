using System.CommandLine;
using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Client.Commands;

/// <summary>A flag that stands for a configuration key.</summary>
sealed class KeyFlag
{
    readonly string key;
    readonly Func<IReadOnlyList<string>, string> value;
    readonly Option<string[]> option;

    /// <param name="name">Long form.</param>
    /// <param name="alias">Short form.</param>
    /// <param name="key">What it sets.</param>
    /// <param name="description">One sentence.</param>
    /// <param name="value">The key's value from what was typed; the last word when not given.</param>
    public KeyFlag(
        string name, string alias, string key, string description, Func<IReadOnlyList<string>, string>? value = null)
    {
        this.key = key;
        this.value = value ?? (given => given[^1]);
        option = new Option<string[]>(name, alias)
        {
            Description = $"{description} ({key})", HelpName = "value", Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
    }

    public Option Option => option;

    /// <summary>Whether it was typed.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(option) is { Length: > 0 };

    /// <summary>The key with what was typed, or the settings as they are.</summary>
    public Settings Apply(Settings settings, ParseResult parsed) => parsed.GetValue(option) is { Length: > 0 } given
        ? settings.With(key, value(given), option.Aliases.First())
        : settings;

    /// <summary>A size of Flink's memory flags: a bare number is megabytes.</summary>
    public static string Megabytes(IReadOnlyList<string> given) =>
        given[^1].Length > 0 && given[^1].All(char.IsAsciiDigit) ? given[^1] + "m" : given[^1];

    /// <summary>All that was typed, as a list.</summary>
    public static string List(IReadOnlyList<string> given) => string.Join(';', given);
}
