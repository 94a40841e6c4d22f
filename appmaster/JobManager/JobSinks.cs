using FlinkYarn.Api.Graph;
using FlinkYarn.AppMaster.Sinks;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.FileSystems;

namespace FlinkYarn.AppMaster.JobManager;

/// <summary>What a job's sinks need at the JobManager: committables until the end, collected rows until they are read.</summary>
sealed class JobSinks(JobGraph job, FileSystemRegistry fileSystems)
{
    readonly SinkCommitter committer = new(job, fileSystems);
    readonly List<FileCommittable> committables = [];
    readonly Dictionary<string, CollectedRowsBuffer> collected = job.Vertices.SelectMany(vertex => vertex.Sinks)
        .OfType<CollectSinkSpec>().ToDictionary(sink => sink.OperatorId, _ => new CollectedRowsBuffer());

    public Task CheckOutputsAsync(CancellationToken cancellationToken) => committer.CheckOutputsAsync(cancellationToken);

    public void Add(IEnumerable<FileCommittable> finished) => committables.AddRange(finished);

    public Task AddRowsAsync(CollectedRows rows) =>
        collected.TryGetValue(rows.OperatorId, out var buffer)
            ? buffer.AddAsync(rows.Rows.Memory)
            : throw new InvalidOperationException($"The job has no collect sink {rows.OperatorId}.");

    /// <summary>Null for an unknown sink; an empty page when nothing came within the patience.</summary>
    public async Task<CollectedRowsPage?> ReadAsync(
        string operatorId, long from, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!collected.TryGetValue(operatorId, out var buffer))
        {
            return null;
        }

        var chunks = buffer.Read(from);
        if (chunks.Count == 0 && !buffer.IsComplete)
        {
            await Task.WhenAny(buffer.Changed, Task.Delay(patience, time, cancellationToken));
            chunks = buffer.Read(from);
        }

        return new CollectedRowsPage(chunks, buffer.IsComplete);
    }

    public Task CommitAsync(CancellationToken cancellationToken) => committer.CommitAsync(committables, cancellationToken);

    public Task AbortAsync(CancellationToken cancellationToken) => committer.RemoveTemporariesAsync(cancellationToken);

    /// <summary>No more rows will come.</summary>
    public void Complete()
    {
        foreach (var buffer in collected.Values)
        {
            buffer.Complete();
        }
    }
}

/// <summary>Rows from a number on.</summary>
/// <param name="IsLast">Whether the job has ended, so that no more will come.</param>
sealed record CollectedRowsPage(IReadOnlyList<ReadOnlyMemory<byte>> Chunks, bool IsLast);
