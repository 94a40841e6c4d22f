using FlinkYarn.MiniYarn.ResourceManager.Applications;
using FlinkYarn.MiniYarn.ResourceManager.Scheduling;

namespace FlinkYarn.MiniYarn.ResourceManager.Rest;

/// <summary>What the endpoints answer from.</summary>
/// <param name="HighestPriority">Of an application (yarn.cluster.max-application-priority).</param>
internal sealed record RestServices(
    ClusterContext Cluster, ApplicationManager Applications, Scheduler Scheduler, int HighestPriority);
