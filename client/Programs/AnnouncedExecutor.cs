using FlinkYarn.Api.Execution;
using FlinkYarn.Api.Graph;
using FlinkYarn.Client.Output;

namespace FlinkYarn.Client.Programs;

/// <summary>Tells people of a program's jobs in Flink's words, wherever they run, and counts them.</summary>
sealed class AnnouncedExecutor(IJobExecutor executor, IOutput output) : IJobExecutor
{
    int submitted;

    /// <summary>Jobs that were accepted.</summary>
    public int Submitted => submitted;

    public async Task<IJobClient> SubmitAsync(JobGraph graph, CancellationToken cancellationToken)
    {
        var client = await executor.SubmitAsync(graph, cancellationToken);
        Interlocked.Increment(ref submitted);
        output.Say($"Job has been submitted with JobID {client.JobId}");
        return new Announced(client, output);
    }

    /// <summary>Says the job's result once.</summary>
    sealed class Announced(IJobClient client, IOutput output) : IJobClient, ICollectedRows
    {
        int isTold;

        public string JobId => client.JobId;

        public Task<JobStatus> GetStatusAsync(CancellationToken cancellationToken = default) =>
            client.GetStatusAsync(cancellationToken);

        public Task CancelAsync(CancellationToken cancellationToken = default) => client.CancelAsync(cancellationToken);

        public async Task<JobExecutionResult> GetResultAsync(CancellationToken cancellationToken = default)
        {
            var result = await client.GetResultAsync(cancellationToken);
            if (result.Runtime > TimeSpan.Zero && Interlocked.Exchange(ref isTold, 1) == 0)
            {
                output.Say("Program execution finished");
                output.Say($"Job with JobID {result.JobId} has finished.");
                output.Say($"Job Runtime: {(long)result.Runtime.TotalMilliseconds} ms");
            }

            return result;
        }

        public IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(string operatorId, CancellationToken cancellationToken) =>
            client is ICollectedRows rows
                ? rows.ReadAsync(operatorId, cancellationToken)
                : throw new NotSupportedException("Rows cannot be collected from a job that nobody waits for; leave out -d.");
    }
}
