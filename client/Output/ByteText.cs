using System.Globalization;

namespace FlinkYarn.Client.Output;

/// <summary>Amounts of bytes and rates for people.</summary>
static class ByteText
{
    public static string Of(long bytes) => bytes switch
    {
        < 1000 => $"{bytes} B",
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.##} GB"),
    };

    public static string Rate(long bytes, TimeSpan time) =>
        Of((long)(bytes / Math.Max(time.TotalSeconds, 1e-3))) + "/s";
}
