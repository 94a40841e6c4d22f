using FlinkYarn.Api.Graph;

namespace FlinkYarn.Api.Execution;

/// <summary>Takes a finished graph and starts it somewhere: in this process, or as a YARN application.</summary>
interface IJobExecutor
{
    /// <summary>Completes when the job has been accepted.</summary>
    Task<IJobClient> SubmitAsync(JobGraph graph, CancellationToken cancellationToken);
}
