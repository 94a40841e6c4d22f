using System.Text;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>
/// Quotes text for the script that the NodeManager makes of environment and command: both are pasted between double
/// quotes as they are (ContainerLaunch, UnixShellScriptBuilder).
/// </summary>
public static class LaunchScript
{
    static readonly string[] Replaced = ["{{", "}}", "<LOG_DIR>", "<CPS>", "<ADD_OPENS>"];

    /// <summary>A value of an environment variable that shall arrive letter by letter.</summary>
    public static string QuoteValue(string value)
    {
        RequirePlain(value);
        return EscapeInDoubleQuotes(value);
    }

    /// <summary>An argument of the command that shall arrive letter by letter, through both shells.</summary>
    public static string QuoteArgument(string argument)
    {
        RequirePlain(argument);
        var inner = "'" + argument.Replace("'", @"'\''", StringComparison.Ordinal) + "'";
        return EscapeInDoubleQuotes(inner);
    }

    /// <summary>
    /// Text of any content (JSON, several lines) as base64, which no shell and no replacement touches.
    /// </summary>
    public static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    static void RequirePlain(string text)
    {
        if (text.AsSpan().IndexOfAny('\n', '\r', '\0') >= 0)
        {
            throw new ArgumentException(
                "A line break would end the value in YARN's launch script; use Encode.", nameof(text));
        }

        if (Replaced.Any(text.Contains))
        {
            throw new ArgumentException(
                $"YARN would replace a part of '{text}' ({{{{, }}}}, <LOG_DIR>, <CPS>); use Encode.", nameof(text));
        }
    }

    static string EscapeInDoubleQuotes(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var letter in text)
        {
            if (letter is '"' or '$' or '`' or '\\')
            {
                escaped.Append('\\');
            }

            escaped.Append(letter);
        }

        return escaped.ToString();
    }
}
