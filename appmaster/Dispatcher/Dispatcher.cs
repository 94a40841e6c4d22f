using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.Runtime.Actors;

namespace FlinkYarn.AppMaster.Dispatcher;

/// <summary>
/// Takes jobs, gives each a JobManager, and keeps what became of them. All state is touched on its mailbox.
/// </summary>
sealed class Dispatcher : Endpoint
{
    // Rows that a job has collected, and its result, wait this long for the client that is on its way to them.
    static readonly TimeSpan ResultPatience = TimeSpan.FromSeconds(60);

    readonly DispatcherSetup setup;
    readonly Dictionary<string, JobManager.JobManager> jobs = [];
    readonly JobArchive archive;
    int taken;
    bool isStopping;

    public Dispatcher(DispatcherSetup setup, ActorSystem system)
        : base(system, "Dispatcher")
    {
        this.setup = setup;
        archive = new JobArchive(setup.Options.ArchiveCapacity, setup.Options.ArchiveExpiration, system.Time);
    }

    /// <summary>Starts a job; completes when its JobManager is there.</summary>
    /// <exception cref="JobRefusedException">The job is there already, or this cluster takes no more.</exception>
    public Task<JobManager.JobManager> SubmitAsync(JobSubmission submission) => Mailbox.RunAsync(() =>
    {
        var jobId = submission.Graph.JobId;
        if (Refusal(jobId) is { } reason)
        {
            throw new JobRefusedException(reason);
        }

        var jobManager = new JobManager.JobManager(submission, setup.Services, System);
        jobs.Add(jobId, jobManager);
        taken++;
        jobManager.Start();
        _ = ArchiveAsync(jobManager);
        return jobManager;
    });

    /// <summary>Null when there is no such job, or it ended too long ago.</summary>
    public Task<IJobHandle?> FindAsync(string jobId) => Mailbox.RunAsync(() => Find(jobId));

    /// <summary>Those that run, then those that have ended.</summary>
    public Task<IReadOnlyList<IJobHandle>> ListAsync() =>
        Mailbox.RunAsync(() => (IReadOnlyList<IJobHandle>)[.. jobs.Values, .. archive.All]);

    /// <summary>What people may know of them now.</summary>
    public async Task<IReadOnlyList<JobSnapshot>> SnapshotsAsync() =>
        await Task.WhenAll((await ListAsync()).Select(job => job.SnapshotAsync()));

    /// <summary>Takes no more jobs and cancels those that run; completes when all have ended.</summary>
    public Task StopAsync() => Mailbox.RunAsync(async () =>
    {
        isStopping = true;
        var running = jobs.Values.ToList();
        foreach (var job in running)
        {
            await job.CancelAsync();
        }

        await Task.WhenAll(running.Select(job => job.Outcome));
    });

    IJobHandle? Find(string jobId) => jobs.TryGetValue(jobId, out var running) ? running : archive.Find(jobId);

    string? Refusal(string jobId)
    {
        if (isStopping)
        {
            return "The cluster is being shut down.";
        }

        if (Find(jobId) is not null)
        {
            return $"Job {jobId} was submitted already.";
        }

        return taken >= setup.MostJobs
            ? $"This cluster runs {setup.MostJobs} job only, and has it. A per-job application takes no second one."
            : null;
    }

    // A JobManager holds graph and collected rows; a thousand of them would fill the ApplicationMaster.
    async Task ArchiveAsync(JobManager.JobManager job)
    {
        var outcome = await job.Outcome;
        using var enough = new CancellationTokenSource();
        await Task.WhenAny(job.ResultRead, Task.Delay(ResultPatience, System.Time, enough.Token));
        await enough.CancelAsync();
        var last = await job.SnapshotAsync();
        jobs.Remove(job.JobId);
        archive.Add(new FinishedJob(last, outcome));
    }
}
