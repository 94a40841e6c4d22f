namespace FlinkYarn.Runtime.Configuration;

/// <summary>Other resources than memory and cores; Flink's <c>ExternalResourceOptions</c>.</summary>
sealed class ExternalResourceOptions
{
    [ConfigKey("external-resources", "Names of other resources that every TaskManager gets, such as `gpu`.")]
    public IReadOnlyList<string> Names { get; set; } = [];

    /// <summary>Of the keys of every resource.</summary>
    public const string Prefix = "external-resource.";

    [ConfigKey(Prefix,
        "`external-resource.NAME.amount` is how much of it a TaskManager gets, "
        + "`external-resource.NAME.yarn.config-key` YARN's name of the resource type, such as `yarn.io/gpu`.")]
    public IReadOnlyDictionary<string, string> Settings { get; set; } = new Dictionary<string, string>();
}
