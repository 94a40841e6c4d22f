using FlinkYarn.Hadoop.Proto;
using FlinkYarn.MiniYarn.ResourceManager.Scheduling;

namespace FlinkYarn.MiniYarn.ResourceManager.Applications;

/// <summary>Ends of containers that the ResourceManager decides itself (SchedulerUtils).</summary>
internal static class ContainerEnd
{
    /// <summary>ContainerExitStatus.ABORTED.</summary>
    public const int Aborted = -100;

    /// <summary>ContainerExitStatus.KILLED_BY_RESOURCEMANAGER.</summary>
    public const int KilledByResourceManager = -106;

    public const string Released = "Container released by application";
    public const string LostNode = "Container released on a *lost* node";
    public const string Expired = "Container expired since it was unused";
    public const string OfCompletedApplication = "Container of a completed application";

    // DISKS_FAILED, PREEMPTED and the two above are not the ApplicationMaster's fault
    // (RMAppAttemptImpl.shouldCountTowardsMaxAttemptRetry).
    static readonly int[] NoFault = [Aborted, -101, -102, KilledByResourceManager];

    public static bool IsNoFaultOfTheMaster(int exitStatus) => NoFault.Contains(exitStatus);

    public static ContainerStatusProto Aborting(SchedulerContainer container, string diagnostics) => new()
    {
        ContainerId = container.Id.ToProto(),
        State = ContainerStateProto.CComplete,
        ExitStatus = Aborted,
        Diagnostics = diagnostics,
        Capability = container.Resource.ToProto(),
    };
}
