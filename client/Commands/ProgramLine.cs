using System.CommandLine;
using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Client.Commands;

/// <summary>
/// The words after <c>run</c>: flags up to the program, the program, and what belongs to the program, untouched (Flink
/// stops at the first word that is no flag).
/// </summary>
/// <param name="Flags">For the parser, values apart from their flags.</param>
/// <param name="Program">Null when there is none.</param>
/// <param name="Arguments">The program's own.</param>
/// <param name="Mistakes">Flags that do not exist, with the nearest.</param>
sealed record ProgramLine(
    IReadOnlyList<string> Flags, string? Program, string[] Arguments, IReadOnlyList<string> Mistakes)
{
    // Flags of Flink's that people's fingers know, and what to write here.
    static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["-s"] = "savepoints are not there yet",
        ["--fromSavepoint"] = "savepoints are not there yet",
        ["-m"] = "use -t yarn-per-job; the cluster is where HADOOP_CONF_DIR leads",
        ["--jobmanager"] = "use -t yarn-per-job; the cluster is where HADOOP_CONF_DIR leads",
        ["-yjm"] = "use -Djobmanager.memory.process.size=…",
        ["-ytm"] = "use -Dtaskmanager.memory.process.size=…",
        ["-ys"] = "use -Dtaskmanager.numberOfTaskSlots=…",
        ["-yqu"] = "use -Dyarn.application.queue=…",
        ["-ynm"] = "use -Dyarn.application.name=…",
        ["-yt"] = "use -Dyarn.ship-files=…",
        ["-yD"] = "use -Dkey=value",
        ["-yd"] = "use -d",
        ["-C"] = "use -Dyarn.ship-files=…",
    };

    static readonly string[] Help = ["-h", "--help", "-?"];

    public static ProgramLine Split(IReadOnlyList<string> words, Command command)
    {
        var known = command.Options.SelectMany(
            option => option.Aliases.Append(option.Name).Select(name => (name, option)))
            .ToDictionary(pair => pair.name, pair => pair.option, StringComparer.Ordinal);
        var flags = new List<string>();
        var mistakes = new List<string>();
        var at = 0;
        while (at < words.Count && words[at].StartsWith('-') && words[at] != "--")
        {
            var (flag, value) = Separate(words[at++], known);
            if (Help.Contains(flag))
            {
                return new ProgramLine([flag], null, [], []);
            }

            if (!known.TryGetValue(flag, out var option))
            {
                mistakes.Add(Unknown(flag, known.Keys));
                continue;
            }

            flags.Add(flag);
            if (option.Arity.MaximumNumberOfValues == 0)
            {
                continue;
            }

            if (value is not null)
            {
                flags.Add(value);
            }
            else if (at < words.Count)
            {
                flags.Add(words[at++]);
            }
            else
            {
                flags.RemoveAt(flags.Count - 1);
                mistakes.Add($"{flag} needs a value: {option.Description}");
            }
        }

        at += at < words.Count && words[at] == "--" ? 1 : 0;
        return at < words.Count
            ? new ProgramLine(flags, words[at], [.. words.Skip(at + 1)], mistakes)
            : new ProgramLine(flags, null, [], mistakes);
    }

    // -Dkey=value, -p4 and --parallelism=4 are one word.
    static (string Flag, string? Value) Separate(string word, Dictionary<string, Option> known)
    {
        if (known.ContainsKey(word))
        {
            return (word, null);
        }

        var equals = word.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0 && known.ContainsKey(word[..equals]))
        {
            return (word[..equals], word[(equals + 1)..]);
        }

        var isShort = word.Length > 2 && word[1] != '-' && known.TryGetValue(word[..2], out var option)
            && option.Arity.MaximumNumberOfValues > 0;
        return isShort && (word[1] == 'D' || word[2..].All(char.IsAsciiDigit)) ? (word[..2], word[2..]) : (word, null);
    }

    static string Unknown(string flag, IEnumerable<string> known)
    {
        if (Elsewhere.TryGetValue(flag, out var hint))
        {
            return $"{flag} is Flink's and not taken here: {hint}.";
        }

        var nearest = NearestWord.Of(flag, known.Where(name => name.StartsWith("--", StringComparison.Ordinal)));
        return $"{flag} is not a flag of this command."
            + (nearest is null ? " See --help; the program's own arguments stand behind the program."
                : $" Did you mean {nearest}?");
    }
}
