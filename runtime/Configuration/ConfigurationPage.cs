using System.Text;
using System.Text.RegularExpressions;

namespace FlinkYarn.Runtime.Configuration;

/// <summary>
/// Renders <c>docs/CONFIGURATION.md</c> from the option classes; a test compares, <c>flinkyarn config-page</c> writes.
/// </summary>
static partial class ConfigurationPage
{
    const string Head = """
        # Configuration

        Generated from the option classes in `runtime/` by `./flinkyarn config-page > docs/CONFIGURATION.md`; a test fails
        when the two differ.

        Values come from `conf/config.yaml` of the distribution (or the folder that `FLINK_CONF_DIR` names), nested or flat;
        `-D key=value` on the command line wins. Keys are Flink's where Flink has the option. Durations: `10 s`, `500 ms`,
        `1 min`; a bare number is milliseconds. Sizes: `512m`, `2g`; a bare number is bytes. A key that does not exist is
        named in a warning with the nearest one. Values of keys with `password`, `secret`, `token` and the like are never
        printed.

        """;

    public static string Render()
    {
        var page = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (var group in OptionCatalog.Options
            .GroupBy(option => option.Property.DeclaringType!.Name)
            .OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            page.Append('\n').Append("## ").Append(Title(group.Key)).Append("\n\n");
            page.Append("| key | type | default | meaning |\n| --- | --- | --- | --- |\n");
            foreach (var option in group.OrderBy(option => option.Key, StringComparer.Ordinal))
            {
                page.Append(Row(option)).Append('\n');
            }
        }

        return page.ToString();
    }

    static string Row(OptionDescription option)
    {
        var key = option.IsPrefix ? $"{option.Key}NAME" : option.Key;
        var value = OptionValue.Format(option.Default);
        var shown = option.IsSecret || value.Length == 0 ? "–" : $"`{value}`";
        var values = option.Type.IsEnum ? $" Values: {OptionValue.Expected(option)["one of ".Length..]}." : "";
        return $"| `{key}` | {OptionValue.TypeName(option)} | {shown} | {option.Description}{values} |";
    }

    static string Title(string className) =>
        WordStart().Replace(Regex.Replace(className, "Options$", ""), " $1");

    [GeneratedRegex("(?<!^)([A-Z])")]
    private static partial Regex WordStart();
}
