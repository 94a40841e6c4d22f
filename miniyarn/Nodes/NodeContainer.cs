using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.Nodes.Launching;

namespace FlinkYarn.MiniYarn.Nodes;

/// <summary>
/// One container on this node (ContainerImpl). Its fields that change are touched on the node's loop only.
/// </summary>
internal sealed class NodeContainer(
    ContainerTokenIdentifierProto identifier, ContainerLaunchContextProto launch, TimeProvider time)
{
    const int NotEnded = -1000;

    readonly CancellationTokenSource cancelling = new();

    public ContainerId Id { get; } = ContainerId.Of(identifier.ContainerId);

    public YarnApplicationId Application => Id.Attempt.Application;

    public string User => identifier.AppSubmitter;

    public ResourceProto Resource => identifier.Resource;

    public ContainerLaunchContextProto Launch { get; } = launch;

    public long MemoryBytes => Resource.Memory << 20;

    public ContainerDiagnostics Diagnostics { get; } = new(time);

    public ContainerStage Stage { get; private set; } = ContainerStage.Localizing;

    public int ExitStatus { get; private set; } = NotEnded;

    /// <summary>The status that somebody who wants it stopped has chosen; null while nobody does.</summary>
    public int? StopStatus { get; private set; }

    public ContainerProcess? Process { get; private set; }

    /// <summary>Ends what is done for it before its process starts.</summary>
    public CancellationToken Cancelled => cancelling.Token;

    /// <summary>
    /// Marks it to be stopped; false when it is over or already being stopped: the first reason counts.
    /// </summary>
    public bool TryStop(int exitStatus, string reason)
    {
        if (Stage == ContainerStage.Done || StopStatus is not null)
        {
            return false;
        }

        StopStatus = exitStatus;
        Diagnostics.Add(reason);
        cancelling.Cancel();
        return true;
    }

    public void Run(ContainerProcess process)
    {
        Process = process;
        Stage = ContainerStage.Running;
    }

    public void End(int exitStatus)
    {
        ExitStatus = exitStatus;
        Stage = ContainerStage.Done;
    }

    public ContainerStatusProto ToStatus() => new()
    {
        ContainerId = Id.ToProto(),
        State = Stage == ContainerStage.Done ? ContainerStateProto.CComplete : ContainerStateProto.CRunning,
        Diagnostics = Diagnostics.ToString(),
        ExitStatus = ExitStatus,
        Capability = Resource,
        ContainerSubState = Stage switch
        {
            ContainerStage.Localizing => ContainerSubStateProto.CssScheduled,
            ContainerStage.Running when StopStatus is null => ContainerSubStateProto.CssRunning,
            ContainerStage.Running => ContainerSubStateProto.CssCompleting,
            _ => ContainerSubStateProto.CssDone,
        },
    };
}
