using System.Runtime.CompilerServices;
using FlinkYarn.Api.Execution;
using FlinkYarn.Client.Cluster;
using FlinkYarn.Client.Output;
using FlinkYarn.Runtime.Telemetry;

namespace FlinkYarn.Client.Deployment;

/// <summary>A job that the client stays with: while the program waits for it, people see how it goes.</summary>
/// <param name="trace">Takes the steps of the start; null when nobody wants to see them.</param>
sealed class AttachedJob(
    RestJobClient job, IOutput output, TimeProvider time, StartTrace? trace, CancellationToken interrupted)
    : IJobClient, ICollectedRows
{
    volatile bool hasEnded;

    public string JobId => job.JobId;

    public string ApplicationId => job.ApplicationId;

    /// <summary>Whether the job's end has been seen.</summary>
    public bool HasEnded => hasEnded;

    public Task<JobStatus> GetStatusAsync(CancellationToken cancellationToken = default) =>
        job.GetStatusAsync(cancellationToken);

    public Task CancelAsync(CancellationToken cancellationToken = default) => job.CancelAsync(cancellationToken);

    public async Task<JobExecutionResult> GetResultAsync(CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, interrupted);
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(either.Token);
        var watch = hasEnded ? Task.CompletedTask : new JobWatch(job, output, time).RunAsync(watching.Token);
        try
        {
            await TraceAsync(either.Token);
            var result = await job.GetResultAsync(either.Token);
            hasEnded = true;
            return result;
        }
        catch (JobExecutionException)
        {
            hasEnded = true;
            throw;
        }
        finally
        {
            await watching.CancelAsync();
            await watch;
            output.Wait("");
        }
    }

    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        string operatorId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, interrupted);
        await foreach (var rows in job.ReadAsync(operatorId, either.Token))
        {
            yield return rows;
        }

        hasEnded = true;
    }

    // Who has read the result of a per-job application has nobody to ask any more.
    async Task TraceAsync(CancellationToken cancellationToken)
    {
        if (trace is null || hasEnded)
        {
            return;
        }

        var status = await job.GetStatusAsync(cancellationToken);
        while (!status.IsTerminal())
        {
            status = await job.GetStatusChangeAsync(status, cancellationToken);
        }

        await job.ReadStartAsync(trace, cancellationToken);
    }
}
