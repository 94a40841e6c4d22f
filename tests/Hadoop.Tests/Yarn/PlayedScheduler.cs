using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Tests.Rpc.PlayingServer;
using Google.Protobuf;

namespace FlinkYarn.Hadoop.Tests.Yarn;

/// <summary>
/// YARN's scheduler service as an ApplicationMaster meets it (<c>ApplicationMasterService</c>): absolute rows, response
/// ids with the last answer kept, registration. One application; several connections one after another.
/// </summary>
sealed class PlayedScheduler
{
    const int LargestMemoryMb = 8192;

    AllocateResponseProto next = new();
    AllocateResponseProto? last;
    long lastContainer;

    /// <summary>The id that the next new request must have.</summary>
    public int ResponseId { get; set; }

    public bool IsRegistered { get; set; }

    /// <summary>Finishing is confirmed after so many calls that were not.</summary>
    public int FinishDelay { get; set; }

    public int Registrations { get; private set; }

    /// <summary>Each ResourceManager's containers carry its epoch.</summary>
    public long Epoch { get; set; }

    /// <summary>What is still to be given, by priority.</summary>
    public Dictionary<int, int> Rows { get; } = [];

    /// <summary>All allocate requests that came, also those that were refused or came again.</summary>
    public List<AllocateRequestProto> Requests { get; } = [];

    /// <summary>How many of them took effect.</summary>
    public int Processed { get; private set; }

    /// <summary>What registering answers.</summary>
    public RegisterApplicationMasterResponseProto Registration { get; } = new()
    {
        MaximumCapability = new ResourceProto { Memory = LargestMemoryMb, VirtualCores = 4 },
    };

    /// <summary>Allocates on a node; the next answer tells it.</summary>
    public AllocateResponseProto Give(int priority, int count)
    {
        for (; count > 0; count--)
        {
            Rows[priority] = Math.Max(0, Rows.GetValueOrDefault(priority) - 1);
            next.AllocatedContainers.Add(Container(++lastContainer | (Epoch << 40), priority));
        }

        return next;
    }

    /// <summary>Killed and started again: all that was not written down is forgotten.</summary>
    public void Restart()
    {
        (IsRegistered, ResponseId, last, next) = (false, 0, null, new AllocateResponseProto());
        Rows.Clear();
        Epoch++;
    }

    /// <summary>Answers so many calls.</summary>
    public async Task ServeAsync(ScriptedConnection connection, int calls)
    {
        for (; calls > 0; calls--)
        {
            var call = await connection.ReceiveAsync();
            try
            {
                await connection.AnswerAsync(call, Handle(call));
            }
            catch (PlayedRefusalException refusal)
            {
                await connection.FailAsync(call, refusal.ClassName, refusal.Message + "\n\tat x.Y.z(Y.java:1)");
            }
        }
    }

    /// <summary>A call that takes effect, and whose answer nobody hears.</summary>
    public async Task LoseAnswerAsync(ScriptedConnection connection) => Handle(await connection.ReceiveAsync());

    public static ContainerProto Container(long id, int priority) => new()
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
        NodeId = new NodeIdProto { Host = "node", Port = 45454 },
        Priority = new PriorityProto { Priority = priority },
        Resource = new ResourceProto { Memory = 1024, VirtualCores = 1 },
        ContainerToken = new TokenProto
        {
            Identifier = ByteString.CopyFromUtf8("container"),
            Password = ByteString.CopyFromUtf8("secret"),
            Kind = "ContainerToken",
            Service = "10.0.0.1:45454",
        },
    };

    IMessage Handle(ScriptedCall call) => call.Method switch
    {
        "registerApplicationMaster" => Register(),
        "allocate" => Allocate(call.Request(AllocateRequestProto.Parser)),
        "finishApplicationMaster" => Finish(),
        _ => throw new PlayedRefusalException("org.apache.hadoop.ipc.RpcNoSuchMethodException", call.Method),
    };

    RegisterApplicationMasterResponseProto Register()
    {
        if (IsRegistered)
        {
            throw new PlayedRefusalException(
                RemoteExceptions.InvalidRequest, "Application Master is already registered : application_1_0005");
        }

        (IsRegistered, ResponseId, last) = (true, 0, null);
        Registrations++;
        return Registration;
    }

    AllocateResponseProto Allocate(AllocateRequestProto request)
    {
        Requests.Add(request);
        RequireRegistration();
        if (last is not null && request.ResponseId == last.ResponseId - 1)
        {
            return last;
        }

        if (request.ResponseId != ResponseId)
        {
            throw new PlayedRefusalException(
                RemoteExceptions.InvalidRequest,
                $"Invalid responseId in AllocateRequest from application attempt: appattempt_1_0005_000001, expect "
                + $"responseId to be {ResponseId} but get {request.ResponseId}");
        }

        if (request.Ask.Any(row => row.Capability.Memory > LargestMemoryMb))
        {
            throw new PlayedRefusalException(
                "org.apache.hadoop.yarn.exceptions.InvalidResourceRequestException", "Invalid resource request");
        }

        Processed++;
        foreach (var row in request.Ask)
        {
            Rows[row.Priority.Priority] = row.NumContainers;
        }

        next.CompletedContainerStatuses.AddRange(request.Release.Select(container => new ContainerStatusProto
        {
            ContainerId = container,
            State = ContainerStateProto.CComplete,
            ExitStatus = -100,
            Diagnostics = "Container released by application",
        }));
        next.ResponseId = ++ResponseId;
        (last, next) = (next, new AllocateResponseProto());
        return last;
    }

    FinishApplicationMasterResponseProto Finish()
    {
        RequireRegistration();
        return new FinishApplicationMasterResponseProto { IsUnregistered = FinishDelay-- <= 0 };
    }

    void RequireRegistration()
    {
        if (!IsRegistered)
        {
            throw new PlayedRefusalException(RemoteExceptions.NotRegistered, "AM is not registered for known attempt");
        }
    }
}

/// <summary>An exception as a Java server throws it.</summary>
sealed class PlayedRefusalException(string className, string message) : Exception(message)
{
    public string ClassName { get; } = className;
}
