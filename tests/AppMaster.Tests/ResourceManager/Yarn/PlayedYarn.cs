using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Security;
using FlinkYarn.Hadoop.Yarn;
using Google.Protobuf;

namespace FlinkYarn.AppMaster.Tests.ResourceManager.Yarn;

/// <summary>
/// YARN's scheduler as an ApplicationMaster meets it (<c>ApplicationMasterService</c>): registration, absolute counts
/// by priority, response ids. What it gives comes with the next answer.
/// </summary>
sealed class PlayedYarn(TimeProvider time) : IRpcCaller
{
    readonly HashSet<string> knownNodes = [];
    readonly Queue<Exception> refusals = new();
    Func<TokenAuthentication>? identity;
    TaskCompletionSource? hold;
    long lastContainer;
    int responseId;
    bool isRegistered;

    /// <summary>What the next allocate answers.</summary>
    public AllocateResponseProto Next { get; private set; } = new();

    /// <summary>The largest container.</summary>
    public ResourceProto Largest { get; } = new()
    {
        Memory = 8192, VirtualCores = 4,
        ResourceValueMap = { new ResourceInformationProto { Key = "yarn.io/gpu", Value = 4 } },
    };

    public int ClusterNodes { get; set; } = 2;

    /// <summary>Called at each registration.</summary>
    public Action OnRegistered { get; set; } = () => { };

    /// <summary>What is still to be given, by priority.</summary>
    public Dictionary<int, int> Rows { get; } = [];

    /// <summary>Hosts on which nothing may be given.</summary>
    public HashSet<string> Blacklist { get; } = [];

    /// <summary>All heartbeats, with the time at which they came.</summary>
    public List<(DateTimeOffset At, AllocateRequestProto Request)> Heartbeats { get; } = [];

    public List<RegisterApplicationMasterRequestProto> Registrations { get; } = [];

    /// <summary>How the application ended; null while it has not.</summary>
    public FinishApplicationMasterRequestProto? Finished { get; private set; }

    /// <summary>By which token a new connection would say who it is.</summary>
    public HadoopToken Identity => identity!().Token;

    /// <summary>The rows of every heartbeat that had any.</summary>
    public IEnumerable<int> Asked =>
        Heartbeats.SelectMany(beat => beat.Request.Ask.Select(row => row.NumContainers));

    public ApplicationMasterClient Connect(HadoopToken token, HadoopRpcOptions options) => new(
        tokens =>
        {
            identity = tokens;
            return this;
        }, token, options, time);

    /// <summary>Allocates on a node; its token comes with its first container.</summary>
    public IReadOnlyList<string> Give(int count, string host = "node-1", int priority = 1)
    {
        var given = new List<string>();
        for (; count > 0; count--)
        {
            var container = Container(++lastContainer, host, priority);
            Rows[priority] = Math.Max(0, Rows.GetValueOrDefault(priority) - 1);
            Next.AllocatedContainers.Add(container);
            given.Add(ContainerId.Of(container.Id).ToString());
            if (knownNodes.Add(host))
            {
                Next.NmTokens.Add(NodeToken(host, "first"));
            }
        }

        return given;
    }

    /// <summary>The next answer says that a container has ended.</summary>
    public void End(string container, int exitStatus, string diagnostics = "")
    {
        ContainerId.TryParse(container, out var id).Should().BeTrue();
        Next.CompletedContainerStatuses.Add(new ContainerStatusProto
        {
            ContainerId = id.ToProto(),
            State = ContainerStateProto.CComplete,
            ExitStatus = exitStatus,
            Diagnostics = diagnostics,
        });
    }

    public static NMTokenProto NodeToken(string host, string password) => new()
    {
        NodeId = new NodeIdProto { Host = host, Port = 45454 },
        Token = new TokenProto
        {
            Identifier = ByteString.CopyFromUtf8(host),
            Password = ByteString.CopyFromUtf8(password),
            Kind = HadoopToken.NmKind,
            Service = $"{host}:45454",
        },
    };

    /// <summary>The next heartbeat is refused.</summary>
    public void Refuse(string className, string message) =>
        refusals.Enqueue(RemoteException.Of(className, message, false));

    /// <summary>Killed and started again: all that was not written down is forgotten.</summary>
    public void Restart()
    {
        (isRegistered, responseId, Next) = (false, 0, new AllocateResponseProto());
        Rows.Clear();
        Blacklist.Clear();
    }

    /// <summary>Answers are kept back until <see cref="Answer"/>.</summary>
    public void Hold() => hold = new TaskCompletionSource();

    public void Answer()
    {
        var held = hold!;
        hold = null;
        held.SetResult();
    }

    public async Task<TResponse> CallAsync<TResponse>(
        string method, IMessage request, MessageParser<TResponse> parser, CancellationToken cancellationToken)
        where TResponse : IMessage<TResponse>
    {
        IMessage response = request switch
        {
            RegisterApplicationMasterRequestProto registration => Register(registration),
            AllocateRequestProto allocate => await AllocateAsync(allocate, cancellationToken),
            FinishApplicationMasterRequestProto finish => Finish(finish),
            _ => throw new InvalidOperationException($"{method} is not played."),
        };
        return (TResponse)response;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    static ContainerProto Container(long id, string host, int priority) => new()
    {
        Id = new ContainerIdProto
        {
            Id = id,
            AppAttemptId = new ApplicationAttemptIdProto
            {
                AttemptId = 1,
                ApplicationId = new ApplicationIdProto { Id = 5, ClusterTimestamp = 1795414646467 },
            },
        },
        NodeId = new NodeIdProto { Host = host, Port = 45454 },
        NodeHttpAddress = $"{host}:8042",
        Priority = new PriorityProto { Priority = priority },
        Resource = new ResourceProto { Memory = 1024, VirtualCores = 1 },
        ContainerToken = new TokenProto
        {
            Identifier = ByteString.Empty,
            Password = ByteString.Empty,
            Kind = "ContainerToken",
            Service = $"{host}:45454",
        },
    };

    RegisterApplicationMasterResponseProto Register(RegisterApplicationMasterRequestProto request)
    {
        if (isRegistered)
        {
            throw RemoteException.Of(
                RemoteExceptions.InvalidRequest, "Application Master is already registered", false);
        }

        (isRegistered, responseId) = (true, 0);
        OnRegistered();
        Registrations.Add(request);
        return new RegisterApplicationMasterResponseProto { MaximumCapability = Largest };
    }

    async Task<AllocateResponseProto> AllocateAsync(AllocateRequestProto request, CancellationToken cancellationToken)
    {
        Heartbeats.Add((time.GetUtcNow(), request.Clone()));
        if (refusals.TryDequeue(out var refusal))
        {
            throw refusal;
        }

        RequireRegistration();
        request.ResponseId.Should().Be(responseId, "every answer is taken before the next question");
        Apply(request);
        if (hold is { } held)
        {
            await held.Task.WaitAsync(cancellationToken);
        }

        var answer = Next;
        Next = new AllocateResponseProto();
        answer.ResponseId = ++responseId;
        answer.NumClusterNodes = ClusterNodes;
        return answer;
    }

    void Apply(AllocateRequestProto request)
    {
        foreach (var row in request.Ask)
        {
            Rows[row.Priority.Priority] = row.NumContainers;
        }

        Blacklist.UnionWith(request.BlacklistRequest?.BlacklistAdditions ?? []);
        Blacklist.ExceptWith(request.BlacklistRequest?.BlacklistRemovals ?? []);
        foreach (var released in request.Release)
        {
            End(ContainerId.Of(released).ToString(), -100, "Container released by application");
        }
    }

    FinishApplicationMasterResponseProto Finish(FinishApplicationMasterRequestProto request)
    {
        RequireRegistration();
        Finished = request;
        return new FinishApplicationMasterResponseProto { IsUnregistered = true };
    }

    void RequireRegistration()
    {
        if (!isRegistered)
        {
            throw RemoteException.Of(RemoteExceptions.NotRegistered, "AM is not registered for known attempt", false);
        }
    }
}
