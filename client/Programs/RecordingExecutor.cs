using FlinkYarn.Api.Execution;
using FlinkYarn.Api.Graph;

namespace FlinkYarn.Client.Programs;

/// <summary>Takes the program's first graph and ends the program: for plans and dry runs, which run no job.</summary>
sealed class RecordingExecutor : IJobExecutor
{
    /// <summary>Null while the program has submitted nothing.</summary>
    public JobGraph? Graph { get; private set; }

    public Task<IJobClient> SubmitAsync(JobGraph graph, CancellationToken cancellationToken)
    {
        Graph ??= graph;
        throw new GraphTakenException();
    }
}

/// <summary>Leads out of a program whose graph is all that was wanted (Flink's <c>ProgramAbortException</c>).</summary>
sealed class GraphTakenException() : Exception("The job's graph was taken; the job is not run.");
