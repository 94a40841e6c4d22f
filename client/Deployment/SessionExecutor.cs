using FlinkYarn.Api.Execution;
using FlinkYarn.Api.Graph;
using FlinkYarn.Runtime.Contracts.Deployment;

namespace FlinkYarn.Client.Deployment;

/// <summary>
/// Gives a program's jobs to a session that runs. The program is on its way to the shared file system while its
/// <c>main()</c> builds the first graph.
/// </summary>
sealed class SessionExecutor(
    RunningApplication session, Task<StagedProgram> program, SubmittedJobs jobs) : IYarnJobExecutor
{
    public async Task<IJobClient> SubmitAsync(JobGraph graph, CancellationToken cancellationToken)
    {
        await jobs.TrackAsync(token => SendAsync(graph, token), cancellationToken);
        return jobs.Take(session.JobOf(graph.JobId, graph.Name), graph.Name);
    }

    public Task EndAsync(CancellationToken cancellationToken) => LeaveAsync(cancellationToken);

    public Task LeaveAsync(CancellationToken cancellationToken) => jobs.LeaveAsync(
        job => $"flinkyarn cancel -t yarn-session -Dyarn.application.id={job.ApplicationId} {job.JobId}",
        cancellationToken);

    async Task<string> SendAsync(JobGraph graph, CancellationToken cancellationToken)
    {
        var staged = await program.WaitAsync(cancellationToken);
        try
        {
            await session.Cluster.SubmitAsync(graph, [staged], cancellationToken);
            return graph.JobId;
        }
        catch (OperationCanceledException)
        {
            // It may have arrived all the same, and nobody here would know of it.
            await session.Cluster.TakeBackAsync(graph.JobId);
            throw;
        }
    }
}
