namespace FlinkYarn.Api.Execution;

/// <summary>A job client that can fetch what collect sinks gathered; kept by every executor.</summary>
interface ICollectedRows
{
    /// <summary>
    /// The serialized rows of one collect sink in arrival order, each chunk a whole number of rows; ends when the job
    /// has ended. Throws <see cref="JobExecutionException"/> when it ended badly.
    /// </summary>
    IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(string operatorId, CancellationToken cancellationToken);
}
