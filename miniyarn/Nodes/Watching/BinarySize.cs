using System.Globalization;

namespace FlinkYarn.MiniYarn.Nodes.Watching;

/// <summary>
/// Bytes as Hadoop writes them for people (StringUtils.TraditionalBinaryPrefix.long2String): 53.0 M, 512 M.
/// </summary>
internal static class BinarySize
{
    const int Step = 10;
    const string Prefixes = "KMGTPE";

    public static string Format(long bytes)
    {
        var prefix = Prefixes.Length;
        while (prefix > 0 && bytes < 1L << (Step * prefix))
        {
            prefix--;
        }

        if (prefix == 0)
        {
            return bytes.ToString(CultureInfo.InvariantCulture);
        }

        var unit = 1L << (Step * prefix);
        return bytes % unit == 0
            ? $"{bytes / unit} {Prefixes[prefix - 1]}"
            : string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / unit:F1} {Prefixes[prefix - 1]}");
    }
}
