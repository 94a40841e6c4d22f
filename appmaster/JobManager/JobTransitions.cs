using FlinkYarn.Api.Execution;

namespace FlinkYarn.AppMaster.JobManager;

/// <summary>Which state of a job may follow which (Flink's JobStatus). Terminal states absorb.</summary>
static class JobTransitions
{
    static readonly Dictionary<JobStatus, JobStatus[]> Allowed = new()
    {
        [JobStatus.Initializing] = [JobStatus.Created, JobStatus.Failing, JobStatus.Cancelling],
        [JobStatus.Created] = [JobStatus.Running, JobStatus.Failing, JobStatus.Cancelling],
        [JobStatus.Running] = [JobStatus.Finished, JobStatus.Failing, JobStatus.Cancelling, JobStatus.Restarting],
        [JobStatus.Failing] = [JobStatus.Failed],
        [JobStatus.Cancelling] = [JobStatus.Canceled],
        [JobStatus.Restarting] = [JobStatus.Created, JobStatus.Failing, JobStatus.Cancelling],
        [JobStatus.Finished] = [],
        [JobStatus.Failed] = [],
        [JobStatus.Canceled] = [],
    };

    public static bool IsAllowed(JobStatus from, JobStatus to) => Allowed[from].Contains(to);

    public static bool IsTerminal(JobStatus status) => Allowed[status].Length == 0;
}
