using System.Collections.Concurrent;
using FlinkYarn.Api.Execution;
using FlinkYarn.Api.Graph;
using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.Dispatcher;

/// <summary>Gives the jobs of a program that runs in this process to the Dispatcher. Thread-safe.</summary>
sealed class DispatcherExecutor(Dispatcher dispatcher, ProgramArtifact program) : IJobExecutor
{
    readonly ConcurrentQueue<Task<JobOutcome>> outcomes = new();

    /// <summary>Of the jobs so far, in the order of their submission.</summary>
    public IReadOnlyCollection<Task<JobOutcome>> Outcomes => outcomes;

    public async Task<IJobClient> SubmitAsync(JobGraph graph, CancellationToken cancellationToken)
    {
        var job = await dispatcher.SubmitAsync(new JobSubmission(graph, [program])).WaitAsync(cancellationToken);
        outcomes.Enqueue(job.Outcome);
        return new DispatchedJobClient(job);
    }
}
