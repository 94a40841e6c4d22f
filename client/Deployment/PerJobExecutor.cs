using FlinkYarn.Api.Execution;
using FlinkYarn.Api.Graph;
using FlinkYarn.Client.Output;
using FlinkYarn.Runtime.Telemetry;

namespace FlinkYarn.Client.Deployment;

/// <summary>
/// Runs each job of a program as an application of its own (per-job mode). Attached, it follows a job while the program
/// waits for it; detached, a program has one job.
/// </summary>
sealed class PerJobExecutor(
    YarnClusterDescriptor descriptor, DeploymentOptions options, IOutput output, TimeProvider time,
    StartTrace? trace, CancellationToken interrupted) : IYarnJobExecutor, IDisposable
{
    readonly SubmittedJobs jobs = new(options.Execution, output, time, trace, interrupted);
    readonly Lock guard = new();
    readonly List<RunningApplication> applications = [];
    bool hasDetached;

    public async Task<IJobClient> SubmitAsync(JobGraph graph, CancellationToken cancellationToken)
    {
        RequireOneDetached(graph);
        var request = DeploymentRequest.ForJob(graph, options.Execution.IsAttached);
        var application = await jobs.TrackAsync(
            token => descriptor.DeployAsync(request, token), cancellationToken);
        lock (guard)
        {
            applications.Add(application);
        }

        trace?.Add(application.Steps);
        if (application.WebAddress.Length > 0)
        {
            output.Say($"JobManager Web Interface: {application.WebAddress}");
        }

        if (!options.Execution.IsAttached)
        {
            output.Say($"The job goes on without this client. To stop it: {HowToStop(application.Id)}");
        }

        return jobs.Take(application.JobOf(graph.JobId, graph.Name), graph.Name);
    }

    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await LeaveAsync(cancellationToken);
        foreach (var job in jobs.Attached.Where(job => job.HasEnded))
        {
            var staging = Applications().Single(application => application.Id == job.ApplicationId).Staging;
            await new FinalReport(descriptor.Cluster, output, time)
                .TellAsync(job.ApplicationId, staging, cancellationToken);
        }
    }

    public Task LeaveAsync(CancellationToken cancellationToken) =>
        jobs.LeaveAsync(job => HowToStop(job.ApplicationId), cancellationToken);

    public void Dispose()
    {
        foreach (var application in Applications())
        {
            application.Dispose();
        }
    }

    static string HowToStop(string applicationId) => $"yarn application -kill {applicationId}";

    RunningApplication[] Applications()
    {
        lock (guard)
        {
            return [.. applications];
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
                        + "it one job.");
            }

            hasDetached = !options.Execution.IsAttached;
        }
    }
}
