namespace FlinkYarn.Hadoop.Http;

/// <summary>How long a client goes on asking servers that do not answer: the budget of every retry.</summary>
public sealed record HadoopRetryOptions
{
    /// <summary>How often a request is sent again, at most. Twelve outlast a failover of about a minute.</summary>
    public int MaxRetries { get; init; } = 12;

    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long one request may take; transfers of file contents have no limit as long as bytes move.
    /// </summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a transfer of file contents may stand still.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Those of a caller who waits for about so long in all.</summary>
    public static HadoopRetryOptions Lasting(TimeSpan patience)
    {
        var options = new HadoopRetryOptions();
        var retries = 0;
        var delay = options.FirstDelay;
        for (var left = patience; left >= delay; retries++)
        {
            left -= delay;
            delay = delay * 2 < options.LongestDelay ? delay * 2 : options.LongestDelay;
        }

        return options with
        {
            MaxRetries = retries,
            RequestTimeout = patience < options.RequestTimeout ? patience : options.RequestTimeout,
        };
    }
}
