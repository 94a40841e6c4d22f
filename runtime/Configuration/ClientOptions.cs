namespace FlinkYarn.Runtime.Configuration;

/// <summary>How patient the client is; Flink's <c>ClientOptions</c>.</summary>
sealed class ClientOptions
{
    [ConfigKey("client.timeout",
        "How long the client keeps trying to reach an ApplicationMaster, a NameNode or YARN's ResourceManager that "
        + "does not answer.",
        Minimum = 1000)]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    [ConfigKey("client.retry-period", "Time between two such tries.", Minimum = 50)]
    public TimeSpan RetryPeriod { get; set; } = TimeSpan.FromSeconds(2);
}
