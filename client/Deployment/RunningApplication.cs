using FlinkYarn.Client.Cluster;
using FlinkYarn.Hadoop.Rest;
using FlinkYarn.Runtime.Security;
using FlinkYarn.Runtime.Telemetry;

namespace FlinkYarn.Client.Deployment;

/// <summary>An application whose ApplicationMaster can be talked to: just deployed, or found by its id.</summary>
sealed class RunningApplication(
    YarnApplication report, Uri staging, ApplicationCredentials credentials, JobManagerCalls calls) : IDisposable
{
    public string Id => report.Id;

    public string Name => report.Name;

    /// <summary>Its folder on the shared file system.</summary>
    public Uri Staging => staging;

    /// <summary>Its page behind YARN's proxy; empty when it was over before it was seen.</summary>
    public string WebAddress => report.TrackingUrl;

    /// <summary>What YARN tells of its start.</summary>
    public IEnumerable<StartStep> Steps =>
        from step in new (string Name, long TimeMs)[]
        {
            ("has accepted the application", report.StartedTimeMs),
            ("launches the ApplicationMaster's container", report.LaunchTimeMs),
        }
        where step.TimeMs > 0
        select new StartStep("YARN", step.Name, DateTimeOffset.FromUnixTimeMilliseconds(step.TimeMs));

    /// <summary>Adds what its ApplicationMaster tells of its own start.</summary>
    public Task ReadStartAsync(StartTrace trace, CancellationToken cancellationToken) =>
        StartSteps.ReadAsync(trace, calls, cancellationToken);

    public ClusterClient Cluster { get; } = new(calls);

    public RestJobClient JobOf(string jobId, string jobName) => new(calls, jobId, jobName);

    public void Dispose()
    {
        calls.Dispose();
        credentials.Dispose();
    }
}
