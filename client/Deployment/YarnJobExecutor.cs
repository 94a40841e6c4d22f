using FlinkYarn.Api.Execution;
using FlinkYarn.Api.Graph;
using FlinkYarn.Client.Output;

namespace FlinkYarn.Client.Deployment;

/// <summary>
/// Runs each job of a program as an application of its own (per-job mode). Attached, it follows a job while the program
/// waits for it; detached, a program has one job.
/// </summary>
sealed class YarnJobExecutor(
    YarnClusterDescriptor descriptor, DeploymentOptions options, IOutput output, TimeProvider time,
    CancellationToken interrupted) : IJobExecutor, IDisposable
{
    readonly Lock guard = new();
    readonly List<AttachedJob> jobs = [];
    readonly List<Task> deployments = [];
    bool hasDetached;

    public async Task<IJobClient> SubmitAsync(JobGraph graph, CancellationToken cancellationToken)
    {
        RequireOneDetached(graph);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, interrupted);
        var deployment = descriptor.DeployAsync(graph, either.Token);
        lock (guard)
        {
            deployments.Add(deployment);
        }

        var job = await deployment;
        if (job.WebAddress.Length > 0)
        {
            output.Say($"JobManager Web Interface: {job.WebAddress}");
        }

        if (!options.Execution.IsAttached)
        {
            output.Say($"The job goes on without this client. To stop it: yarn application -kill {job.ApplicationId}");
            return new DetachedJob(job, graph.Name);
        }

        var attached = new AttachedJob(job, output, time, interrupted);
        lock (guard)
        {
            jobs.Add(attached);
        }

        return attached;
    }

    /// <summary>Reports of the jobs that have ended; those that go on are named.</summary>
    public async Task TellEndsAsync(CancellationToken cancellationToken)
    {
        foreach (var job in Jobs())
        {
            if (job.HasEnded)
            {
                await new FinalReport(descriptor.Cluster, output, time)
                    .TellAsync(job.ApplicationId, job.Staging, cancellationToken);
            }
            else
            {
                output.Say($"{job.ApplicationId} goes on. To stop it: yarn application -kill {job.ApplicationId}");
            }
        }
    }

    /// <summary>
    /// After an interruption: what is being deployed is taken back first; as in Flink the jobs go on, or are cancelled
    /// when the user has said so (<c>-sae</c>).
    /// </summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        // The program may still be inside its call, and nobody else waits for what that call takes back.
        await Task.WhenAll(Deployments()).WaitAsync(cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var job in Jobs().Where(job => !job.HasEnded))
        {
            if (!options.Execution.ShutdownOnAttachedExit)
            {
                output.Say($"{job.ApplicationId} goes on without this client (-sae would cancel it). "
                    + $"To stop it: yarn application -kill {job.ApplicationId}");
                continue;
            }

            output.Say($"Cancelling {job.ApplicationId} (-sae)");
            await job.CancelAsync(cancellationToken);
        }
    }

    public void Dispose()
    {
        foreach (var job in Jobs())
        {
            job.Dispose();
        }
    }

    AttachedJob[] Jobs()
    {
        lock (guard)
        {
            return [.. jobs];
        }
    }

    Task[] Deployments()
    {
        lock (guard)
        {
            return [.. deployments];
        }
    }

    void RequireOneDetached(JobGraph graph)
    {
        lock (guard)
        {
            if (hasDetached)
            {
                throw new InvalidOperationException(
                    $"'{graph.Name}' is the program's second job; with -d a program has one. Leave out -d, or make "
                        + $"it one job.");
            }

            hasDetached = !options.Execution.IsAttached;
        }
    }
}
