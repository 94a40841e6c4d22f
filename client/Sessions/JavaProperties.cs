using System.Text;

namespace FlinkYarn.Client.Sessions;

/// <summary>Keys and values in the text form of Java's <c>Properties</c>, in which Flink notes its session.</summary>
static class JavaProperties
{
    /// <summary>Reads a text; of two equal keys the later counts.</summary>
    public static IReadOnlyDictionary<string, string> Parse(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n').Select(line => line.Trim(' ', '\t', '\r', '\f')))
        {
            if (line.Length > 0 && line[0] is not ('#' or '!'))
            {
                var separator = SeparatorOf(line);
                var value = separator < line.Length ? line[(separator + 1)..].TrimStart() : "";
                values[Unescape(line[..separator].TrimEnd())] = Unescape(value);
            }
        }

        return values;
    }

    public static string Format(IEnumerable<KeyValuePair<string, string>> values)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in values)
        {
            text.Append(Escape(key)).Append('=').Append(Escape(value)).Append('\n');
        }

        return text.ToString();
    }

    // The first '=' or ':' that is not escaped.
    static int SeparatorOf(string line)
    {
        var at = 0;
        while (at < line.Length && line[at] is not ('=' or ':'))
        {
            at += line[at] == '\\' ? 2 : 1;
        }

        return Math.Min(at, line.Length);
    }

    static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var letter in text)
        {
            escaped.Append(letter switch
            {
                '\\' or '=' or ':' or '#' or '!' or ' ' => $"\\{letter}",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                >= ' ' and <= '~' => letter.ToString(),
                _ => $"\\u{(int)letter:X4}",
            });
        }

        return escaped.ToString();
    }

    static string Unescape(string text)
    {
        var plain = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\' || at + 1 == text.Length)
            {
                plain.Append(text[at]);
                continue;
            }

            var letter = text[++at];
            var isCode = letter == 'u' && at + 4 < text.Length;
            plain.Append(letter switch
            {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' when isCode && int.TryParse(
                    text.AsSpan(at + 1, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var code) =>
                    (char)code,
                _ => letter,
            });
            at += isCode ? 4 : 0;
        }

        return plain.ToString();
    }
}
