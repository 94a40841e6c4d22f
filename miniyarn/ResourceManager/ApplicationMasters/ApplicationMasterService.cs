using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.ResourceManager.Applications;
using FlinkYarn.MiniYarn.ResourceManager.Scheduling;
using FlinkYarn.MiniYarn.Rpc;

namespace FlinkYarn.MiniYarn.ResourceManager.ApplicationMasters;

/// <summary>
/// ApplicationMasterProtocol: register, allocate, finish (ApplicationMasterService, DefaultAMSProcessor). Each call
/// runs on the ResourceManager's loop. What was asked is given with one of the next heartbeats, as on a real YARN.
/// </summary>
internal sealed class ApplicationMasterService(
    ClusterContext cluster, ApplicationManager applications, Scheduler scheduler, ContainerHandover handover)
{
    const int HighestResponseId = 0x7fffffff;

    readonly RequestReview review = new(scheduler);

    public RpcService Describe() => new RpcService(RpcProtocol.ApplicationMaster.Name, 1)
        .On("registerApplicationMaster", RegisterApplicationMasterRequestProto.Parser,
            (caller, request) => OnLoop(caller, attempt => Register(attempt, request)))
        .On("allocate", AllocateRequestProto.Parser,
            (caller, request) => OnLoop(caller, attempt => Allocate(attempt, request)))
        .On("finishApplicationMaster", FinishApplicationMasterRequestProto.Parser,
            (caller, request) => OnLoop(caller, attempt => Finish(attempt, request)));

    RegisterApplicationMasterResponseProto Register(
        YarnApplicationAttemptId id, RegisterApplicationMasterRequestProto request)
    {
        if (applications.FindCurrent(id) is not var (application, attempt))
        {
            throw AllocateFailures.NotInCacheForRequest(id);
        }

        if (attempt.Registration is not null)
        {
            throw AllocateFailures.AlreadyRegistered(id);
        }

        var registration = new MasterRegistration(request.Host, request.RpcPort, request.TrackingUrl);
        applications.Register(application, attempt, registration);
        attempt.LastResponse = new AllocateResponseProto { ResponseId = 0 };
        var response = new RegisterApplicationMasterResponseProto
        {
            MaximumCapability = scheduler.Maximum.ToProto(),
            Queue = application.Queue,
        };
        response.SchedulerResourceTypes.Add(SchedulerResourceTypes.Memory);
        response.ResourceTypes.Add(new ResourceTypeInfoProto { Name = "memory-mb", Units = "Mi" });
        response.ResourceTypes.Add(new ResourceTypeInfoProto { Name = "vcores", Units = "" });
        response.ResourceTypes.AddRange(scheduler.Maximum.Others.Amounts.Keys.Select(
            type => new ResourceTypeInfoProto { Name = type, Units = "" }));
        response.ContainersFromPreviousAttempts.AddRange(
            attempt.Inherited.Select(container => handover.Describe(application, container)));
        response.NmTokensFromPreviousAttempts.AddRange(handover.NewTokens(application, attempt, attempt.Inherited));
        return response;
    }

    AllocateResponseProto Allocate(YarnApplicationAttemptId id, AllocateRequestProto request)
    {
        if (applications.FindCurrent(id) is not var (application, attempt))
        {
            throw AllocateFailures.NotInCache(id);
        }

        attempt.HeardAt = cluster.Time.GetUtcNow();
        if (attempt.LastResponse is not { } last)
        {
            throw AllocateFailures.NotRegistered(id);
        }

        if (Next(request.ResponseId) == last.ResponseId)
        {
            // The answer was lost: the same again, and nothing of the request is done twice.
            return last;
        }

        if (request.ResponseId != last.ResponseId)
        {
            throw AllocateFailures.WrongResponseId(id, last.ResponseId, request.ResponseId);
        }

        var response = new AllocateResponseProto { ResponseId = Next(request.ResponseId) };
        if (attempt.State == AttemptState.Running)
        {
            review.Check(attempt, application.Submission.KeepsContainers, request);
            Take(application, attempt, request);
            Fill(response, application, attempt);
        }

        return attempt.LastResponse = response;
    }

    FinishApplicationMasterResponseProto Finish(
        YarnApplicationAttemptId id, FinishApplicationMasterRequestProto request)
    {
        if (applications.FindCurrent(id) is not var (application, attempt))
        {
            throw AllocateFailures.NotInCacheForRequest(id);
        }

        if (attempt.Registration is null)
        {
            throw AllocateFailures.FinishBeforeRegister(id);
        }

        if (application.IsEndKnown)
        {
            return new FinishApplicationMasterResponseProto { IsUnregistered = true };
        }

        attempt.Registration = attempt.Registration with { TrackingUrl = request.TrackingUrl };
        applications.Unregister(application, attempt, request.FinalApplicationStatus, request.Diagnostics);
        return new FinishApplicationMasterResponseProto { IsUnregistered = false };
    }

    void Take(Application application, ApplicationAttempt attempt, AllocateRequestProto request)
    {
        attempt.Progress = float.IsFinite(request.Progress) ? Math.Clamp(request.Progress, 0, 1) : 0;
        if (request.HasTrackingUrl)
        {
            attempt.Registration = attempt.Registration! with { TrackingUrl = request.TrackingUrl };
        }

        foreach (var ask in request.Ask)
        {
            var asked = ResourceAmount.Of(ask.Capability ?? new ResourceProto());
            attempt.Scheduling.Asks.Set(ask, scheduler.Normalize(asked), application.Submission.NodeLabel);
        }

        foreach (var released in request.Release)
        {
            applications.Release(application, attempt, ContainerId.Of(released));
        }

        if (request.BlacklistRequest is { } blacklist)
        {
            attempt.Scheduling.ChangeBlacklist(blacklist.BlacklistAdditions, blacklist.BlacklistRemovals);
        }

        if (request.Ask.Count > 0 || request.BlacklistRequest is not null)
        {
            applications.AssignSoon();
        }
    }

    void Fill(AllocateResponseProto response, Application application, ApplicationAttempt attempt)
    {
        var allocated = applications.TakeAllocated(application, attempt);
        response.NmTokens.AddRange(handover.NewTokens(application, attempt, allocated));
        response.AllocatedContainers.AddRange(
            allocated.Select(container => handover.Describe(application, container)));
        response.CompletedContainerStatuses.AddRange(attempt.Ended);
        attempt.Ended.Clear();
        response.UpdatedNodes.AddRange(attempt.ChangedNodes);
        attempt.ChangedNodes.Clear();
        response.Limit = scheduler.Headroom(attempt.Scheduling).ToProto();
        response.NumClusterNodes = scheduler.Nodes.Count;
        response.ApplicationPriority = new PriorityProto { Priority = application.Submission.Priority };
    }

    ValueTask<TResponse> OnLoop<TResponse>(RpcCaller caller, Func<YarnApplicationAttemptId, TResponse> handler)
    {
        var attempt = LiveAttempts.AttemptOf(caller.TokenIdentifier.Span);
        return new ValueTask<TResponse>(cluster.Loop.AskAsync(() => handler(attempt)));
    }

    static int Next(int responseId) => (responseId + 1) & HighestResponseId;
}
