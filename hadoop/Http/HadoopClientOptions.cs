using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlinkYarn.Hadoop.Http;

/// <summary>
/// What clients of YARN's and HDFS's web services get from their surroundings; the defaults suit a process.
/// </summary>
public sealed record HadoopClientOptions
{
    public HadoopRetryOptions Retry { get; init; } = new();

    /// <summary>The clock of all delays.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>What sends the requests; it must neither follow redirects nor keep cookies.</summary>
    public Func<HttpMessageHandler> Transport { get; init; } = HadoopHttpHandler.CreateTransport;
}
