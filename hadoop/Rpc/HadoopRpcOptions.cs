namespace FlinkYarn.Hadoop.Rpc;

/// <summary>Patience of a connection.</summary>
public sealed record HadoopRpcOptions
{
    /// <summary>To reach a server.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>For the answer to one call.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Between pings while a call waits (<c>ipc.ping.interval</c>).</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a NodeManager's connection stays without a call (<c>ipc.client.connection.maxidletime</c>).
    /// </summary>
    public TimeSpan MaxIdleTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between attempts to reach a server again.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long servers may be away before a call fails (<c>yarn.resourcemanager.connect.max-wait.ms</c>).
    /// </summary>
    public TimeSpan RetryBudget { get; init; } = TimeSpan.FromMinutes(15);
}
