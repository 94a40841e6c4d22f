using FlinkYarn.Api.Graph;
using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.Runtime.Actors;

namespace FlinkYarn.AppMaster.Dispatcher;

/// <summary>Takes jobs, gives each a JobManager, and keeps what became of them. All state is touched on its mailbox.</summary>
sealed class Dispatcher(JobManagerServices services, int mostJobs, ActorSystem system) : Endpoint(system, "Dispatcher")
{
    readonly Dictionary<string, JobManager.JobManager> jobs = [];

    /// <summary>Starts a job; completes when its JobManager is there.</summary>
    /// <exception cref="JobRefusedException">The job is there already, or this cluster takes no more.</exception>
    public Task<JobManager.JobManager> SubmitAsync(JobGraph graph) => Mailbox.RunAsync(() =>
    {
        if (jobs.ContainsKey(graph.JobId))
        {
            throw new JobRefusedException($"Job {graph.JobId} was submitted already.");
        }

        if (jobs.Count >= mostJobs)
        {
            throw new JobRefusedException(
                $"This cluster runs {mostJobs} job only, and has it. A per-job application takes no second one.");
        }

        var jobManager = new JobManager.JobManager(graph, services, System);
        jobs.Add(graph.JobId, jobManager);
        jobManager.Start();
        return jobManager;
    });

    /// <summary>Null when there is no such job.</summary>
    public Task<JobManager.JobManager?> FindAsync(string jobId) =>
        Mailbox.RunAsync(() => jobs.GetValueOrDefault(jobId));

    public Task<IReadOnlyList<JobManager.JobManager>> ListAsync() =>
        Mailbox.RunAsync(() => (IReadOnlyList<JobManager.JobManager>)[.. jobs.Values]);
}

/// <summary>A job that is not taken.</summary>
sealed class JobRefusedException(string message) : Exception(message);
