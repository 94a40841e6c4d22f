using FlinkYarn.Api.Execution;
using FlinkYarn.Client.Cluster;
using FlinkYarn.Client.Output;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Telemetry;

namespace FlinkYarn.Client.Deployment;

/// <summary>
/// The jobs that a program has started while this client is there, and what becomes of them when it leaves: as in Flink
/// they go on, or are cancelled when the user has said so (<c>-sae</c>). Thread-safe.
/// </summary>
sealed class SubmittedJobs(
    ExecutionOptions execution, IOutput output, TimeProvider time, StartTrace? trace, CancellationToken interrupted)
{
    readonly Lock guard = new();
    readonly List<AttachedJob> attached = [];
    readonly List<Task> submissions = [];

    /// <summary>Those that the client waits for, or might.</summary>
    public IReadOnlyList<AttachedJob> Attached
    {
        get
        {
            lock (guard)
            {
                return [.. attached];
            }
        }
    }

    /// <summary>A submission that a client which leaves must wait for, since it may take back what it began.</summary>
    public Task<T> TrackAsync<T>(Func<CancellationToken, Task<T>> submit, CancellationToken cancellationToken)
    {
        var submission = EitherAsync(submit, cancellationToken);
        lock (guard)
        {
            submissions.Add(submission);
        }

        return submission;
    }

    /// <summary>The handle that the program gets.</summary>
    public IJobClient Take(RestJobClient job, string jobName)
    {
        if (!execution.IsAttached)
        {
            return new DetachedJob(job, jobName);
        }

        var taken = new AttachedJob(job, output, time, trace, interrupted);
        lock (guard)
        {
            attached.Add(taken);
        }

        return taken;
    }

    /// <summary>
    /// The client goes: what is being submitted ends first, then its open jobs are cancelled or named.
    /// </summary>
    /// <param name="howToStop">What a user types to stop a job.</param>
    /// <param name="cancellationToken">Ends the patience.</param>
    public async Task LeaveAsync(Func<AttachedJob, string> howToStop, CancellationToken cancellationToken)
    {
        // The program may still be inside its call, and nobody else waits for what that call takes back.
        await Task.WhenAll(Submissions()).WaitAsync(cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var job in Attached.Where(job => !job.HasEnded))
        {
            if (execution.ShutdownOnAttachedExit)
            {
                output.Say($"Cancelling job {job.JobId} of {job.ApplicationId} (-sae)");
                await job.CancelAsync(cancellationToken);
            }
            else
            {
                output.Say($"Job {job.JobId} of {job.ApplicationId} goes on without this client (-sae would cancel "
                    + $"it). To stop it: {howToStop(job)}");
            }
        }
    }

    async Task<T> EitherAsync<T>(Func<CancellationToken, Task<T>> submit, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, interrupted);
        return await submit(either.Token);
    }

    Task[] Submissions()
    {
        lock (guard)
        {
            return [.. submissions];
        }
    }
}
