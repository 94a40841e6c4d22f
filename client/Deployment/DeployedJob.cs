using FlinkYarn.Client.Cluster;

namespace FlinkYarn.Client.Deployment;

/// <summary>A job whose application runs.</summary>
sealed class DeployedJob(DeploymentState state, JobManagerCalls calls) : IDisposable
{
    public string ApplicationId => state.ApplicationId;

    public Uri Staging => state.Staging;

    public string WebAddress => state.Report!.TrackingUrl;

    public RestJobClient Client { get; } = new(calls, state.Graph.JobId, state.Graph.Name);

    public void Dispose()
    {
        calls.Dispose();
        state.Credentials!.Dispose();
    }
}
