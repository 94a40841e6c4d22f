namespace FlinkYarn.Hadoop.Configuration;

/// <summary>
/// Hadoop settings among Flink's: flink.hadoop.X stands for X, flink.yarn.X for yarn.X (HadoopUtils, Utils).
/// </summary>
public static class FlinkOverrides
{
    const string HadoopPrefix = "flink.hadoop.";
    const string YarnPrefix = "flink.yarn.";

    public static IReadOnlyDictionary<string, string> Of(IEnumerable<KeyValuePair<string, string>> settings)
    {
        var overrides = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in settings)
        {
            if (key.StartsWith(HadoopPrefix, StringComparison.Ordinal))
            {
                overrides[key[HadoopPrefix.Length..]] = value;
            }
            else if (key.StartsWith(YarnPrefix, StringComparison.Ordinal))
            {
                overrides["yarn." + key[YarnPrefix.Length..]] = value;
            }
        }

        return overrides;
    }
}
