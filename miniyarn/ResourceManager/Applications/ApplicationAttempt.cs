using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.ResourceManager.Scheduling;

namespace FlinkYarn.MiniYarn.ResourceManager.Applications;

/// <summary>One try at running an application's ApplicationMaster (RMAppAttemptImpl).</summary>
internal sealed class ApplicationAttempt(
    YarnApplicationAttemptId id, SchedulerApplication scheduling, DateTimeOffset startedAt)
{
    public YarnApplicationAttemptId Id { get; } = id;

    public SchedulerApplication Scheduling { get; } = scheduling;

    public DateTimeOffset StartedAt { get; } = startedAt;

    public DateTimeOffset? FinishedAt { get; set; }

    public AttemptState State { get; set; } = AttemptState.Scheduled;

    public FinalApplicationStatusProto FinalStatus { get; set; }

    /// <summary>Why it waits while it does, what went wrong afterwards.</summary>
    public string Diagnostics { get; set; } = "";

    /// <summary>The container of its ApplicationMaster.</summary>
    public SchedulerContainer? Master { get; set; }

    /// <summary>What the ApplicationMaster said of itself; null before it has registered.</summary>
    public MasterRegistration? Registration { get; set; }

    /// <summary>0 to 1.</summary>
    public float Progress { get; set; }

    /// <summary>When the ApplicationMaster was last heard, or should have begun to speak.</summary>
    public DateTimeOffset HeardAt { get; set; }

    /// <summary>The answer that is repeated when it was lost.</summary>
    public AllocateResponseProto? LastResponse { get; set; }

    /// <summary>Whether its failure was its own, and brings the application nearer to its end.</summary>
    public bool IsFailureCounted { get; set; }

    /// <summary>Containers that have ended, for the next answer.</summary>
    public List<ContainerStatusProto> Ended { get; } = [];

    /// <summary>Nodes that the ApplicationMaster has a token for.</summary>
    public HashSet<YarnNodeId> NodesTold { get; } = [];

    /// <summary>Nodes whose state has changed, for the next answer.</summary>
    public List<NodeReportProto> ChangedNodes { get; } = [];

    /// <summary>Containers of the attempt before that it has taken over, to be told at registration.</summary>
    public IReadOnlyList<SchedulerContainer> Inherited { get; set; } = [];

    public bool IsOver => State is AttemptState.Finished or AttemptState.Failed or AttemptState.Killed;

    /// <summary>Whether silence of the ApplicationMaster ends it.</summary>
    public bool IsWatched => State is AttemptState.Launched or AttemptState.Running or AttemptState.Finishing;
}
