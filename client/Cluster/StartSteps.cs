using FlinkYarn.Runtime.Contracts.Rest;
using FlinkYarn.Runtime.Telemetry;

namespace FlinkYarn.Client.Cluster;

/// <summary>What the ApplicationMaster tells of a start: its own steps, its TaskManagers', and a job's.</summary>
static class StartSteps
{
    /// <summary>Adds the application's steps.</summary>
    public static async Task ReadAsync(StartTrace trace, JobManagerCalls calls, CancellationToken cancellationToken)
    {
        var answer = await calls.CallAsync((api, token) => api.GetStartTraceAsync(token), cancellationToken);
        trace.Add(answer.Steps.Select(step => new StartStep(
            step.Process, step.Step, DateTimeOffset.UnixEpoch.AddMilliseconds(step.Timestamp))));
    }

    /// <summary>Adds a job's states.</summary>
    public static void Add(StartTrace trace, JobDetails job)
    {
        trace.Add(
            from entry in job.Timestamps
            where entry.Value > 0
            select new StartStep(
                $"job {job.Name}", entry.Key, DateTimeOffset.FromUnixTimeMilliseconds(entry.Value)));
    }
}
