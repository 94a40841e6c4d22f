using FlinkYarn.Api.Graph;
using FlinkYarn.AppMaster.ExecutionGraph;
using FlinkYarn.AppMaster.Sources;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.JobManager;

/// <summary>The split enumerators of a job's sources. On the JobManager's mailbox.</summary>
sealed class JobSources(JobGraph job, SplitEnumerators factory)
{
    readonly Dictionary<string, ISplitEnumerator> byVertex = [];

    /// <exception cref="IOException">A source is not there.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        foreach (var vertex in job.Vertices.Where(vertex => vertex.Source is not null))
        {
            byVertex[vertex.Id] = await factory.CreateAsync(vertex, cancellationToken);
        }
    }

    public Split? Next(ExecutionVertex reader, string host) => byVertex[reader.Vertex.Id].Next(reader.Subtask, host);
}
