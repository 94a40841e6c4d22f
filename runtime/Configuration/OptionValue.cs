using System.Globalization;
using System.Text.RegularExpressions;
using FlinkYarn.Runtime.Memory;

namespace FlinkYarn.Runtime.Configuration;

/// <summary>The texts of option values: read by the property's type, written back, and what is expected in words.</summary>
static partial class OptionValue
{
    static readonly char[] ListSeparators = [';', ','];

    /// <summary>False when the text is no such value, or is outside the option's range.</summary>
    public static bool TryParse(OptionDescription option, string text, out object? value)
    {
        value = Parse(option.Type, text.Trim());
        return value is not null && IsInRange(option, value);
    }

    /// <summary>What a value must be, as the end of a sentence.</summary>
    public static string Expected(OptionDescription option)
    {
        var range = Range(option);
        return option.Type switch
        {
            var type when type == typeof(bool) => "true or false",
            var type when type == typeof(TimeSpan) => $"a duration such as '10 s', '500 ms', '1 min'{range}",
            var type when type == typeof(MemorySize) => $"a size such as '512m', '2g'{range}",
            var type when IsInteger(type) => $"a whole number{range}",
            var type when type == typeof(double) => $"a number{range}",
            { IsEnum: true } type => $"one of {string.Join(", ", Enum.GetValues(type).Cast<Enum>().Select(EnumText))}",
            var type when type == typeof(Uri) => "an address with its scheme, such as hdfs://namenode:8020/path",
            var type when IsList(type) => "a list with ';' or ',' between its parts",
            _ => "a text",
        };
    }

    /// <summary>As one would write it in the file; empty for an option that has no value.</summary>
    public static string Format(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        TimeSpan duration => DurationText.Format(duration),
        Enum member => EnumText(member),
        IEnumerable<string> list => string.Join(';', list),
        IEnumerable<KeyValuePair<string, string>> => "",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    public static string TypeName(OptionDescription option) => option.Type switch
    {
        _ when option.IsPrefix => "prefix",
        var type when type == typeof(bool) => "boolean",
        var type when type == typeof(TimeSpan) => "duration",
        var type when type == typeof(MemorySize) => "size",
        var type when IsInteger(type) => "integer",
        var type when type == typeof(double) => "number",
        { IsEnum: true } => "enum",
        var type when type == typeof(Uri) => "address",
        var type when IsList(type) => "list",
        _ => "text",
    };

    static object? Parse(Type type, string text) => type switch
    {
        _ when type == typeof(string) => text,
        _ when type == typeof(bool) => bool.TryParse(text, out var flag) ? flag : null,
        _ when type == typeof(int) =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ when type == typeof(long) =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ when type == typeof(double) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number) ? number : null,
        _ when type == typeof(TimeSpan) => DurationText.TryParse(text, out var duration) ? duration : null,
        _ when type == typeof(MemorySize) => MemorySize.TryParse(text, out var size) ? size : null,
        _ when type == typeof(Uri) => Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : null,
        { IsEnum: true } => Enum.GetValues(type).Cast<Enum>().FirstOrDefault(member => IsNamed(member, text)),
        _ when IsList(type) =>
            text.Split(ListSeparators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        _ => throw new InvalidOperationException($"Options of type {type} cannot be configured."),
    };

    static bool IsInRange(OptionDescription option, object value)
    {
        double? number = value switch
        {
            int whole => whole,
            long whole => whole,
            double real => real,
            MemorySize size => size.Bytes,
            TimeSpan duration => duration.TotalMilliseconds,
            _ => null,
        };
        return number is null || (number >= option.Minimum && number <= option.Maximum);
    }

    static string Range(OptionDescription option)
    {
        var (least, most) = (Bound(option, option.Minimum), Bound(option, option.Maximum));
        return (least, most) switch
        {
            (null, null) => "",
            (_, null) => $" of at least {least}",
            (null, _) => $" of at most {most}",
            _ => $" from {least} to {most}",
        };
    }

    static string? Bound(OptionDescription option, double bound) => double.IsInfinity(bound) ? null
        : option.Type == typeof(MemorySize) ? new MemorySize((long)bound).ToString()
        : option.Type == typeof(TimeSpan) ? DurationText.Format(TimeSpan.FromMilliseconds(bound))
        : bound.ToString(CultureInfo.InvariantCulture);

    static bool IsInteger(Type type) => type == typeof(int) || type == typeof(long);

    static bool IsList(Type type) => type != typeof(string) && typeof(IEnumerable<string>).IsAssignableFrom(type);

    static bool IsNamed(Enum member, string text) => string.Equals(
        member.ToString(), text.Replace("-", "").Replace("_", ""), StringComparison.OrdinalIgnoreCase);

    static string EnumText(Enum member) => WordStart().Replace(member.ToString(), "-$1").ToLowerInvariant();

    [GeneratedRegex("(?<!^)([A-Z])")]
    private static partial Regex WordStart();
}
