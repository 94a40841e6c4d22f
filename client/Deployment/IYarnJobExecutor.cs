using FlinkYarn.Api.Execution;

namespace FlinkYarn.Client.Deployment;

/// <summary>Gives a program's jobs to YARN, and ends what the client has to do with them.</summary>
interface IYarnJobExecutor : IJobExecutor
{
    /// <summary>After the program has ended: what became of the jobs that have ended; the others are left.</summary>
    Task EndAsync(CancellationToken cancellationToken);

    /// <summary>After an interruption: the open jobs are left, what is being submitted is taken back.</summary>
    Task LeaveAsync(CancellationToken cancellationToken);
}
