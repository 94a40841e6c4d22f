using System.CommandLine;
using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Client.Commands;

/// <summary>The words after a verb: its flags, and all others untouched and in their order.</summary>
/// <param name="Flags">For the parser, values apart from their flags.</param>
/// <param name="Others">A program and its arguments, or the id of a job.</param>
/// <param name="Mistakes">Flags that do not exist, with the nearest.</param>
sealed record CommandWords(
    IReadOnlyList<string> Flags, IReadOnlyList<string> Others, IReadOnlyList<string> Mistakes)
{
    static readonly string[] Help = ["-h", "--help", "-?", "-yh", "--yarnhelp"];

    // Their values may stand in the same word.
    static readonly string[] Properties = ["-yD", "-D"];

    /// <summary>Takes the words apart.</summary>
    /// <param name="words">Behind the verb.</param>
    /// <param name="command">Has the flags.</param>
    /// <param name="hasProgram">See <see cref="IVerb.HasProgram"/>.</param>
    public static CommandWords Split(IReadOnlyList<string> words, Command command, bool hasProgram)
    {
        var known = command.Options.SelectMany(
            option => option.Aliases.Append(option.Name).Select(name => (name, option)))
            .ToDictionary(pair => pair.name, pair => pair.option, StringComparer.Ordinal);
        var (flags, others, mistakes) = (new List<string>(), new List<string>(), new List<string>());
        for (var at = 0; at < words.Count;)
        {
            var word = words[at++];
            if (word == "--")
            {
                others.AddRange(words.Skip(at));
                break;
            }

            if (!word.StartsWith('-') || word.Length == 1)
            {
                others.Add(word);
                if (hasProgram)
                {
                    others.AddRange(words.Skip(at));
                    break;
                }

                continue;
            }

            var (flag, value) = Separate(word, known);
            if (Help.Contains(flag))
            {
                return new CommandWords(["--help"], [], []);
            }

            var next = at < words.Count ? words[at] : null;
            var isNextTaken = known.TryGetValue(flag, out var option)
                ? Take(flag, value, next, option, flags, mistakes)
                : Refuse(flag, value, known.Keys, mistakes);
            at += isNextTaken ? 1 : 0;
        }

        return new CommandWords(flags, others, mistakes);
    }

    // Whether the next word is the flag's value.
    static bool Take(
        string flag, string? value, string? next, Option option, List<string> flags, List<string> mistakes)
    {
        if (option.Arity.MaximumNumberOfValues == 0)
        {
            flags.Add(flag);
            return false;
        }

        if ((value ?? next) is { } given)
        {
            flags.AddRange([flag, given]);
            return value is null;
        }

        mistakes.Add($"{flag} needs a value: {option.Description}");
        return false;
    }

    static bool Refuse(string flag, string? value, IEnumerable<string> known, List<string> mistakes)
    {
        if (FlinkFlags.Find(flag) is { } flink)
        {
            mistakes.Add($"{flag} is Flink's and not taken here: {flink.Hint}.");
            return flink.HasValue && value is null;
        }

        var nearest = NearestWord.Of(flag, known.Where(name => name.StartsWith("--", StringComparison.Ordinal)));
        mistakes.Add($"{flag} is not a flag of this command."
            + (nearest is null ? " See --help; a program's own arguments stand behind the program."
                : $" Did you mean {nearest}?"));
        return false;
    }

    // -Dkey=value, -p4 and --parallelism=4 are one word.
    static (string Flag, string? Value) Separate(string word, Dictionary<string, Option> known)
    {
        if (known.ContainsKey(word))
        {
            return (word, null);
        }

        if (Properties.FirstOrDefault(name => word.StartsWith(name, StringComparison.Ordinal)) is { } property
            && known.ContainsKey(property))
        {
            return (property, word[property.Length..]);
        }

        var equals = word.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0 && (known.ContainsKey(word[..equals]) || FlinkFlags.Find(word[..equals]) is not null))
        {
            return (word[..equals], word[(equals + 1)..]);
        }

        var digits = word.Length - word.Reverse().TakeWhile(char.IsAsciiDigit).Count();
        var isNumbered = digits > 1 && digits < word.Length && word[1] != '-'
            && known.TryGetValue(word[..digits], out var option) && option.Arity.MaximumNumberOfValues > 0;
        return isNumbered ? (word[..digits], word[digits..]) : (word, null);
    }
}
