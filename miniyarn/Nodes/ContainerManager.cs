using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.Rpc;
using FlinkYarn.MiniYarn.Tokens;
using Google.Protobuf;

namespace FlinkYarn.MiniYarn.Nodes;

/// <summary>
/// ContainerManagementProtocol: what an ApplicationMaster says to a node (ContainerManagerImpl). Each entry of a call
/// succeeds or fails by itself.
/// </summary>
internal sealed class ContainerManager(NodeContext node, NodeApplications applications, TokenSecrets tokens)
{
    const int KilledByMaster = -105;

    readonly HashSet<ContainerId> started = [];

    public RpcService Describe() => new RpcService(RpcProtocol.ContainerManagement.Name, 1)
        .On("startContainers", StartContainersRequestProto.Parser,
            (caller, request) => OnLoop(() => Start(caller, request)))
        .On("stopContainers", StopContainersRequestProto.Parser,
            (caller, request) => OnLoop(() => Stop(caller, request)))
        .On("getContainerStatuses", GetContainerStatusesRequestProto.Parser,
            (caller, request) => OnLoop(() => GetStatuses(caller, request)));

    ValueTask<T> OnLoop<T>(Func<T> handle) => new(node.Loop.AskAsync(handle));

    StartContainersResponseProto Start(RpcCaller caller, StartContainersRequestProto request)
    {
        var response = new StartContainersResponseProto();
        foreach (var entry in request.StartContainerRequest)
        {
            var claimed = ContainerTokenIdentifierProto.Parser.ParseFrom(entry.ContainerToken.Identifier).ContainerId;
            if (Try(() => StartOne(caller, entry)) is { } failure)
            {
                response.FailedRequests.Add(
                    new ContainerExceptionMapProto { ContainerId = claimed, Exception = failure });
            }
            else
            {
                response.SucceededRequests.Add(claimed);
            }
        }

        return response;
    }

    void StartOne(RpcCaller caller, StartContainerRequestProto request)
    {
        var identifier = tokens.VerifyContainer(request.ContainerToken, node.Id);
        var container = ContainerId.Of(identifier.ContainerId);
        RequireOwn(caller, container, "start");
        var now = node.Time.GetUtcNow().ToUnixTimeMilliseconds();
        if (identifier.ExpiryTimeStamp < now)
        {
            throw new RpcFailure(
                JavaExceptions.Yarn,
                $"Unauthorized request to start container. \nThis token is expired. current time is {now} found "
                    + $"{identifier.ExpiryTimeStamp}\nNote: System times on machines may be out of sync. Check system "
                    + "time and time zones.");
        }

        if (applications.IsEnding(container.Attempt.Application))
        {
            throw new RpcFailure(
                JavaExceptions.Yarn, $"Rejecting start of {container}: its application has ended on {node.Id.Host}.");
        }

        // A container is started once, also when it has ended long ago.
        if (!started.Add(container))
        {
            throw new RpcFailure(
                JavaExceptions.Yarn, $"Attempt to relaunch the same container with id {container}.");
        }

        applications.Start(identifier, request.ContainerLaunchContext);
    }

    StopContainersResponseProto Stop(RpcCaller caller, StopContainersRequestProto request)
    {
        var response = new StopContainersResponseProto();
        foreach (var id in request.ContainerId)
        {
            var container = ContainerId.Of(id);
            var failure = Try(() =>
            {
                RequireOwn(caller, container, "stop");
                if (applications.Find(container) is { } known)
                {
                    applications.Stop(known, KilledByMaster, "Container killed by the ApplicationMaster.");
                }
                else if (!started.Contains(container))
                {
                    throw Unknown(container);
                }
            });
            if (failure is null)
            {
                response.SucceededRequests.Add(id);
            }
            else
            {
                response.FailedRequests.Add(new ContainerExceptionMapProto { ContainerId = id, Exception = failure });
            }
        }

        return response;
    }

    GetContainerStatusesResponseProto GetStatuses(RpcCaller caller, GetContainerStatusesRequestProto request)
    {
        var response = new GetContainerStatusesResponseProto();
        foreach (var id in request.ContainerId)
        {
            var container = ContainerId.Of(id);
            var failure = Try(() =>
            {
                RequireOwn(caller, container, "get the status of");
                response.Status.Add((applications.Find(container) ?? throw Unknown(container)).ToStatus());
            });
            if (failure is not null)
            {
                response.FailedRequests.Add(new ContainerExceptionMapProto { ContainerId = id, Exception = failure });
            }
        }

        return response;
    }

    static void RequireOwn(RpcCaller caller, ContainerId container, string what)
    {
        var identifier = NMTokenIdentifierProto.Parser.ParseFrom(caller.TokenIdentifier.Span);
        var attempt = YarnApplicationAttemptId.Of(identifier.AppAttemptId);
        // Containers may outlive their attempt: a later one of the application stops them and asks for them.
        if (attempt.Application != container.Attempt.Application)
        {
            throw new RpcFailure(
                JavaExceptions.Yarn,
                $"Unauthorized request to {what} container. \nNMToken for application attempt : {attempt} was used for "
                    + $"container {container} of application attempt : {container.Attempt}");
        }
    }

    static RpcFailure Unknown(ContainerId container) =>
        new(JavaExceptions.Yarn, $"Container {container} is not handled by this NodeManager");

    static SerializedExceptionProto? Try(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (RpcFailure refusal)
        {
            return new SerializedExceptionProto { Message = refusal.Message, ClassName = refusal.JavaClass };
        }
        catch (InvalidProtocolBufferException damaged)
        {
            return new SerializedExceptionProto
            {
                Message = damaged.Message, ClassName = RemoteExceptions.InvalidToken,
            };
        }
    }
}
