using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.ResourceManager.Scheduling;

namespace FlinkYarn.MiniYarn.ResourceManager.Applications;

/// <summary>An application with its attempts (RMAppImpl).</summary>
internal sealed class Application(Submission submission, DateTimeOffset startedAt)
{
    const int LongestDiagnostics = 64 * 1024;

    readonly List<ApplicationAttempt> attempts = [];
    ResourceTime ended;

    public YarnApplicationId Id => Submission.Id;

    public Submission Submission { get; } = submission;

    public DateTimeOffset StartedAt { get; } = startedAt;

    public DateTimeOffset? LaunchedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    public ApplicationState State { get; set; } = ApplicationState.Submitted;

    /// <summary>The queue's path; what the client said where there is no such queue.</summary>
    public required string Queue { get; init; }

    public string Diagnostics { get; private set; } = "";

    public IReadOnlyList<ApplicationAttempt> Attempts => attempts;

    public ApplicationAttempt? Current => attempts.Count > 0 ? attempts[^1] : null;

    /// <summary>Nodes that have run something of it and must clean up after it.</summary>
    public HashSet<YarnNodeId> Nodes { get; } = [];

    /// <summary>What became of its logs; they are collected when it is over.</summary>
    public LogAggregation Logs { get; } = new();

    public bool IsOver => State is ApplicationState.Finished or ApplicationState.Failed or ApplicationState.Killed;

    /// <summary>Whether its end is written down, which is what a finishing ApplicationMaster waits for.</summary>
    public bool IsEndKnown => IsOver || State == ApplicationState.Finishing;

    /// <summary>What clients see: a finishing application counts as finished (RMServerUtils).</summary>
    public string VisibleState =>
        (State == ApplicationState.Finishing ? ApplicationState.Finished : State).ToString().ToUpperInvariant();

    public FinalApplicationStatusProto FinalStatus => State switch
    {
        ApplicationState.Failed => FinalApplicationStatusProto.AppFailed,
        ApplicationState.Killed => FinalApplicationStatusProto.AppKilled,
        _ => Current?.FinalStatus ?? FinalApplicationStatusProto.AppUndefined,
    };

    /// <summary>Its own words, or those of the attempt while it has none.</summary>
    public string VisibleDiagnostics => Diagnostics.Length > 0 ? Diagnostics : Current?.Diagnostics ?? "";

    public void Add(ApplicationAttempt attempt) => attempts.Add(attempt);

    public void End(ApplicationState state, string diagnostics, DateTimeOffset now)
    {
        State = state;
        FinishedAt ??= now;
        Diagnostics = diagnostics.Length <= LongestDiagnostics ? diagnostics : diagnostics[..LongestDiagnostics];
    }

    /// <summary>Keeps what an ended container has used.</summary>
    public void Account(SchedulerContainer container, DateTimeOffset now) => ended += ResourceTime.Of(container, now);

    /// <summary>What it has used until now, by ended and by living containers.</summary>
    public ResourceTime UsedUntil(DateTimeOffset now) => Current is { } current
        ? current.Scheduling.Containers.Aggregate(ended, (sum, container) => sum + ResourceTime.Of(container, now))
        : ended;
}
