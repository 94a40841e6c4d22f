using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.AppMaster.Dispatcher;

/// <summary>What a Dispatcher is made of.</summary>
sealed record DispatcherSetup
{
    public required JobManagerServices Services { get; init; }

    public required DispatcherOptions Options { get; init; }

    /// <summary>Jobs that it takes in its life: one in a per-job application.</summary>
    public required int MostJobs { get; init; }
}
