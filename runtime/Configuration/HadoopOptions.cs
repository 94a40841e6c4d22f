namespace FlinkYarn.Runtime.Configuration;

/// <summary>Settings that win over Hadoop's site files (HadoopUtils, Utils of Flink).</summary>
sealed class HadoopOptions
{
    [ConfigKey("flink.hadoop.", "Overrides Hadoop's property of that name.")]
    public IReadOnlyDictionary<string, string> Hadoop { get; set; } = new Dictionary<string, string>();

    [ConfigKey("flink.yarn.", "Overrides Hadoop's property `yarn.NAME`.")]
    public IReadOnlyDictionary<string, string> Yarn { get; set; } = new Dictionary<string, string>();
}
