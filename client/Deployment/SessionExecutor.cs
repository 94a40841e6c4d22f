using FlinkYarn.Api.Execution;
using FlinkYarn.Api.Graph;
using FlinkYarn.Client.Output;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts.Deployment;

namespace FlinkYarn.Client.Deployment;

/// <summary>
/// Gives a program's jobs to a session that runs. The program is on its way to the shared file system while its
/// <c>main()</c> builds the first graph.
/// </summary>
sealed class SessionExecutor(
    RunningApplication session, Task<StagedProgram> program, ExecutionOptions execution, IOutput output,
    TimeProvider time, CancellationToken interrupted) : IYarnJobExecutor
{
    readonly SubmittedJobs jobs = new(execution, output, time, interrupted);

    public async Task<IJobClient> SubmitAsync(JobGraph graph, CancellationToken cancellationToken)
    {
        await jobs.TrackAsync(
            async token =>
            {
                await session.Cluster.SubmitAsync(graph, [await program.WaitAsync(token)], token);
                return graph.JobId;
            },
            cancellationToken);
        return jobs.Take(session.JobOf(graph.JobId, graph.Name), graph.Name);
    }

    public Task EndAsync(CancellationToken cancellationToken) => LeaveAsync(cancellationToken);

    public Task LeaveAsync(CancellationToken cancellationToken) => jobs.LeaveAsync(
        job => $"flinkyarn cancel -t yarn-session -Dyarn.application.id={job.ApplicationId} {job.JobId}",
        cancellationToken);

    public void Dispose() => session.Dispose();
}
