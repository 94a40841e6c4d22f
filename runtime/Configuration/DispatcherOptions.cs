namespace FlinkYarn.Runtime.Configuration;

/// <summary>
/// How an ApplicationMaster keeps jobs and ends; Flink's <c>JobManagerOptions</c> and <c>ClusterOptions</c>.
/// </summary>
sealed class DispatcherOptions
{
    [ConfigKey("jobstore.max-capacity", "Ended jobs that stay listed with what became of them.", Minimum = 1)]
    public int ArchiveCapacity { get; set; } = 500;

    [ConfigKey("jobstore.expiration-time", "How long an ended job stays listed.", Minimum = 1000)]
    public TimeSpan ArchiveExpiration { get; set; } = TimeSpan.FromHours(1);

    [ConfigKey("cluster.services.shutdown-timeout",
        "How long a cluster that is told to end waits for its jobs to be cancelled.", Minimum = 0)]
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
