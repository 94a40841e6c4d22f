using System.Globalization;

namespace FlinkYarn.Runtime.Configuration;

/// <summary>
/// A number of bytes, written as Flink does: <c>512m</c>, <c>1g</c>, <c>64 kb</c>; a bare number is bytes.
/// </summary>
/// <param name="Bytes">Not negative.</param>
readonly record struct MemorySize(long Bytes)
{
    static readonly (string Unit, long Bytes)[] Units =
    [
        ("b", 1), ("bytes", 1),
        ("k", 1L << 10), ("kb", 1L << 10), ("kibibytes", 1L << 10),
        ("m", 1L << 20), ("mb", 1L << 20), ("mebibytes", 1L << 20),
        ("g", 1L << 30), ("gb", 1L << 30), ("gibibytes", 1L << 30),
        ("t", 1L << 40), ("tb", 1L << 40), ("tebibytes", 1L << 40),
    ];

    public long MebiBytes => Bytes >> 20;

    public static MemorySize FromMebiBytes(long count) => new(checked(count << 20));

    /// <summary>False when the text is no size, is negative, or does not fit 63 bits.</summary>
    public static bool TryParse(string text, out MemorySize size)
    {
        size = default;
        var trimmed = text.Trim();
        var digits = trimmed.TakeWhile(char.IsAsciiDigit).Count();
        if (digits == 0 || !long.TryParse(
            trimmed.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        var unit = trimmed[digits..].Trim().ToLowerInvariant();
        var factor = unit.Length == 0 ? 1 : Units.FirstOrDefault(known => known.Unit == unit).Bytes;
        if (factor == 0 || number > long.MaxValue / factor)
        {
            return false;
        }

        size = new MemorySize(number * factor);
        return true;
    }

    /// <summary>The largest unit that divides it evenly.</summary>
    public override string ToString() => Bytes switch
    {
        0 => "0b",
        var bytes when bytes % (1L << 40) == 0 => $"{bytes >> 40}t",
        var bytes when bytes % (1L << 30) == 0 => $"{bytes >> 30}g",
        var bytes when bytes % (1L << 20) == 0 => $"{bytes >> 20}m",
        var bytes when bytes % (1L << 10) == 0 => $"{bytes >> 10}k",
        var bytes => $"{bytes}b",
    };
}
