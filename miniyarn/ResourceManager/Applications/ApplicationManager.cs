using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.ResourceManager.Scheduling;

namespace FlinkYarn.MiniYarn.ResourceManager.Applications;

/// <summary>
/// The lives of all applications: submitted, accepted, tried, ended (RMAppManager, RMAppImpl, RMAppAttemptImpl). State
/// of the ResourceManager's loop; what is ordered of nodes is only posted to them.
/// </summary>
internal sealed partial class ApplicationManager(
    ApplicationOptions options, Scheduler scheduler, NodeOrders nodes, ClusterContext cluster)
{
    readonly ILogger logger = cluster.Loggers.CreateLogger<ApplicationManager>();
    readonly Dictionary<YarnApplicationId, Application> applications = [];
    readonly Queue<YarnApplicationId> completed = [];
    bool isAssigning;
    int epoch;
    int lastNumber;

    DateTimeOffset Now => cluster.Time.GetUtcNow();

    /// <summary>In no order.</summary>
    public IReadOnlyCollection<Application> Applications => applications.Values;

    /// <summary>All that were ever submitted, those that are forgotten too.</summary>
    public int SubmittedCount { get; private set; }

    public YarnApplicationId NewId() => new(cluster.Timestamp, ++lastNumber);

    /// <summary>Whether the id is one that was given here.</summary>
    public bool IsIssued(YarnApplicationId id) =>
        id.ClusterTimestamp == cluster.Timestamp && id.Number > 0 && id.Number <= lastNumber;

    public Application? Find(YarnApplicationId id) => applications.GetValueOrDefault(id);

    /// <summary>
    /// Takes an application in; one that was taken in before is left alone, so that a submission may be repeated.
    /// </summary>
    public void Submit(Submission submission)
    {
        if (Find(submission.Id) is not null)
        {
            return;
        }

        var queue = scheduler.FindQueue(submission.Queue);
        var application = new Application(submission, Now) { Queue = queue?.Path ?? submission.Queue };
        applications.Add(submission.Id, application);
        SubmittedCount++;
        LogSubmitted(submission.Id, submission.Name, submission.User, application.Queue);
        if (queue is null)
        {
            End(application, ApplicationState.Failed, AttemptWording.UnknownQueue(submission));
            return;
        }

        application.State = ApplicationState.Accepted;
        StartAttempt(application, queue);
    }

    /// <summary>Ends an application that runs or waits; true when there was nothing left to end.</summary>
    public bool Kill(Application application, string user, string? diagnostics)
    {
        if (application.IsEndKnown)
        {
            return true;
        }

        Close(application.Current!, AttemptState.Killed, FinalApplicationStatusProto.AppKilled);
        End(application, ApplicationState.Killed, AttemptWording.Killed(application.Id, user, diagnostics));
        return false;
    }

    /// <summary>Has containers given out soon, after what is being done now.</summary>
    public void AssignSoon()
    {
        if (!isAssigning)
        {
            isAssigning = true;
            cluster.Loop.Post(Assign);
        }
    }

    void Assign()
    {
        isAssigning = false;
        foreach (var (scheduling, container) in scheduler.Assign().Where(given => given.Container.IsMaster))
        {
            var application = Find(scheduling.Attempt.Application)!;
            Launch(application, application.Current!, container);
        }

        foreach (var queue in scheduler.Queues)
        {
            foreach (var waiting in queue.Waiting.Concat(queue.Active.Where(active => !active.HasMaster)))
            {
                Explain(Find(waiting.Attempt.Application)!.Current!, queue.WhyWaiting(waiting, scheduler.Total));
            }
        }
    }

    // Dated when the reason changes, not whenever it is looked at again.
    void Explain(ApplicationAttempt attempt, string reason)
    {
        if (!attempt.Diagnostics.EndsWith(reason, StringComparison.Ordinal))
        {
            attempt.Diagnostics = AttemptWording.Dated(reason, Now);
        }
    }

    void End(Application application, ApplicationState state, string diagnostics)
    {
        application.End(state, diagnostics, Now);
        LogEnded(application.Id, state, FinalStatus.Name(application.FinalStatus));
        if (application.Current is { } attempt)
        {
            FreeAll(application, attempt);
            attempt.Scheduling.Queue.Remove(attempt.Scheduling);
        }

        application.Logs.Start(nodes.EndApplication(application));
        completed.Enqueue(application.Id);
        while (completed.Count > options.MaxCompleted)
        {
            applications.Remove(completed.Dequeue());
        }

        AssignSoon();
    }

    void FreeAll(Application application, ApplicationAttempt attempt)
    {
        foreach (var container in attempt.Scheduling.Containers.ToList())
        {
            Free(application, attempt, container);
        }
    }

    bool Free(Application application, ApplicationAttempt attempt, SchedulerContainer container)
    {
        if (!Scheduler.Free(attempt.Scheduling, container))
        {
            return false;
        }

        application.Account(container, Now);
        AssignSoon();
        return true;
    }
}
