using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.ResourceManager.Scheduling;

namespace FlinkYarn.MiniYarn.ResourceManager.Applications;

internal sealed partial class ApplicationManager
{
    /// <summary>The application's attempt, if it is the one that counts now.</summary>
    public (Application Application, ApplicationAttempt Attempt)? FindCurrent(YarnApplicationAttemptId id) =>
        Find(id.Application) is { Current: { IsOver: false } current } application && current.Id == id
            ? (application, current)
            : null;

    public void Register(Application application, ApplicationAttempt attempt, MasterRegistration registration)
    {
        attempt.Registration = registration;
        attempt.State = AttemptState.Running;
        attempt.Diagnostics = "";
        attempt.HeardAt = Now;
        application.State = ApplicationState.Running;
        LogRegistered(attempt.Id, registration.Host, registration.RpcPort);
    }

    /// <summary>Takes the ApplicationMaster's last words; the application ends with its process.</summary>
    public void Unregister(
        Application application, ApplicationAttempt attempt, FinalApplicationStatusProto status, string diagnostics)
    {
        attempt.State = AttemptState.Finishing;
        attempt.FinalStatus = status;
        attempt.Diagnostics = diagnostics;
        attempt.HeardAt = Now;
        application.End(ApplicationState.Finishing, diagnostics, Now);
        LogUnregistered(attempt.Id, FinalStatus.Name(status));
    }

    /// <summary>
    /// The ResourceManager was started again: what was written down is known, what ApplicationMasters had asked is not
    /// (RMAppAttemptImpl's recovery, ApplicationMasterService's resync).
    /// </summary>
    public void OnRestart()
    {
        epoch++;
        foreach (var application in applications.Values.Where(one => one is { IsOver: false, Current: not null }))
        {
            var attempt = application.Current!;
            foreach (var container in attempt.Scheduling.Forget(epoch))
            {
                Free(application, attempt, container);
            }

            attempt.NodesTold.Clear();
            attempt.LastResponse = null;
            if (attempt.State == AttemptState.Running)
            {
                attempt.Registration = null;
                attempt.State = AttemptState.Launched;
                application.State = ApplicationState.Accepted;
            }
        }

        LogRestarted(epoch);
    }

    void StartAttempt(Application application, LeafQueue queue)
    {
        var submission = application.Submission;
        var id = new YarnApplicationAttemptId(application.Id, application.Attempts.Count + 1);
        var scheduling = new SchedulerApplication(id, submission.User, queue)
        {
            Priority = submission.Priority,
            MasterResource = scheduler.Normalize(submission.Resource),
        };
        var ask = new ResourceRequestProto { ResourceName = AskGroup.Anywhere, NumContainers = 1 };
        scheduling.Asks.Set(ask, scheduling.MasterResource, submission.MasterNodeLabel);
        queue.Add(scheduling);
        application.Add(new ApplicationAttempt(id, scheduling, Now));
        AssignSoon();
    }

    void Launch(Application application, ApplicationAttempt attempt, SchedulerContainer container)
    {
        attempt.Master = container;
        attempt.State = AttemptState.Launched;
        attempt.HeardAt = Now;
        attempt.Diagnostics = AttemptWording.Dated(AttemptWording.Launched, Now);
        application.LaunchedAt ??= Now;
        application.Nodes.Add(container.Node.Id);
        LogLaunching(attempt.Id, container.Id, container.Node.Id);
        nodes.Launch(application, attempt, container);
    }

    void OnMasterEnded(Application application, ApplicationAttempt attempt, ContainerStatusProto status)
    {
        if (attempt.State == AttemptState.Finishing)
        {
            Finish(application, attempt);
            return;
        }

        var words = AttemptWording.MasterExited(attempt.Id, status, cluster.Links.Page(application.Id));
        attempt.IsFailureCounted = !ContainerEnd.IsNoFaultOfTheMaster(status.ExitStatus);
        attempt.Ended.Add(status);
        OnAttemptFailed(application, attempt, words);
    }

    void OnMasterSilent(Application application, ApplicationAttempt attempt)
    {
        LogSilent(attempt.Id, options.MasterExpiry);
        if (attempt.State == AttemptState.Finishing)
        {
            Finish(application, attempt);
            return;
        }

        attempt.IsFailureCounted = true;
        StopMaster(application, attempt);
        OnAttemptFailed(application, attempt, AttemptWording.MasterTimedOut(attempt.Id));
    }

    void Finish(Application application, ApplicationAttempt attempt)
    {
        var diagnostics = attempt.Diagnostics;
        Close(attempt, AttemptState.Finished, attempt.FinalStatus);
        End(application, ApplicationState.Finished, diagnostics);
    }

    void OnAttemptFailed(Application application, ApplicationAttempt attempt, string diagnostics)
    {
        Close(attempt, AttemptState.Failed, FinalApplicationStatusProto.AppFailed);
        attempt.Diagnostics = diagnostics;
        LogAttemptFailed(attempt.Id, diagnostics);
        var submission = application.Submission;
        var most = submission.MaxAttempts is var asked && asked > 0 && asked < options.MaxAttempts
            ? asked
            : options.MaxAttempts;
        if (CountFailures(application) >= most)
        {
            var words = AttemptWording.ApplicationFailed(submission, most, options.MaxAttempts, diagnostics);
            End(application, ApplicationState.Failed, words);
            return;
        }

        application.State = ApplicationState.Accepted;
        attempt.Scheduling.Queue.Remove(attempt.Scheduling);
        StartAttempt(application, attempt.Scheduling.Queue);
        if (submission.KeepsContainers)
        {
            HandOver(attempt, application.Current!);
        }
        else
        {
            DropContainers(application, attempt);
        }
    }

    int CountFailures(Application application) => application.Attempts.Count(attempt =>
        attempt is { State: AttemptState.Failed, IsFailureCounted: true }
        && (application.Submission.FailuresValidity is not { } validity || attempt.FinishedAt > Now - validity));

    // Its containers go on, and what the old one was not told is told to the new one.
    static void HandOver(ApplicationAttempt from, ApplicationAttempt to)
    {
        var inherited = from.Scheduling.Containers.ToList();
        foreach (var container in inherited)
        {
            from.Scheduling.Remove(container);
            to.Scheduling.Adopt(container);
        }

        to.Inherited = inherited;
        to.Ended.AddRange(from.Ended);
    }

    void DropContainers(Application application, ApplicationAttempt attempt)
    {
        foreach (var container in attempt.Scheduling.Containers.ToList())
        {
            Free(application, attempt, container);
            nodes.Stop(container, ContainerEnd.Aborted, ContainerEnd.OfCompletedApplication);
        }
    }

    void StopMaster(Application application, ApplicationAttempt attempt)
    {
        if (attempt.Master is { } master && Free(application, attempt, master))
        {
            nodes.Stop(
                master, ContainerEnd.KilledByResourceManager, AttemptWording.MasterTimedOut(attempt.Id));
        }
    }

    void Close(ApplicationAttempt attempt, AttemptState state, FinalApplicationStatusProto status)
    {
        attempt.State = state;
        attempt.FinalStatus = status;
        attempt.FinishedAt = Now;
        nodes.Revoke(attempt);
    }
}
