using FlinkYarn.AppMaster.Gateways;
using FlinkYarn.Runtime.Actors;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Failures;

namespace FlinkYarn.AppMaster.Transport;

/// <summary>
/// Serves one TaskManager's stream for its life: registration first, then every message to the endpoint whose token it
/// carries. A stale token is refused. Runs on the stream's reader; the endpoints do their work on their mailboxes.
/// </summary>
sealed partial class ControlPlaneRouter(
    IResourceManagerGateway resourceManager, JobManagerDirectory jobManagers, TimeProvider time,
    ILogger<ControlPlaneRouter> logger)
{
    static readonly TimeSpan RegistrationTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Completes when the stream has ended, whoever ended it.</summary>
    public async Task ServeAsync(
        IMessageStream<MasterMessage, TaskManagerMessage> stream, CancellationToken cancellationToken)
    {
        TaskManagerConnection? connection = null;
        var reason = "it closed its stream";
        using var untilRegistered = new CancellationTokenSource(RegistrationTimeout, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var linked = untilRegistered.Token.Register(() =>
        {
            if (connection is null)
            {
                ending.Cancel();
            }
        });
        try
        {
            await foreach (var message in stream.ReadAllAsync(ending.Token))
            {
                if (connection is not null)
                {
                    Route(message, connection);
                }
                else if ((connection = await RegisterAsync(message, stream)) is null)
                {
                    return;
                }
                else
                {
                    connection.Ended.Register(ending.Cancel);
                }
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            reason = connection is { Ended.IsCancellationRequested: true } ? "it was disconnected" : failure.Message;
        }
        finally
        {
            if (connection is not null)
            {
                connection.Fail(reason);
                resourceManager.OnDisconnected(connection.ResourceId, reason);
            }

            await stream.DisposeAsync();
        }
    }

    async Task<TaskManagerConnection?> RegisterAsync(
        TaskManagerMessage first, IMessageStream<MasterMessage, TaskManagerMessage> stream)
    {
        if (first.BodyCase != TaskManagerMessage.BodyOneofCase.Register)
        {
            LogUnregistered(first.BodyCase);
            return null;
        }

        var connection = new TaskManagerConnection(stream, first.Register, time);
        try
        {
            var registered = await resourceManager.RegisterTaskManagerAsync(first.Register, connection);
            connection.Reply(first.RequestId, new MasterMessage { Registered = registered });
            return connection;
        }
        catch (RegistrationRefusedException refused)
        {
            LogRefused(first.Register.ResourceId, refused.Message);
            connection.Reply(first.RequestId, new MasterMessage { Failure = FailureInfos.Of(refused) });
            return null;
        }
    }

    void Route(TaskManagerMessage message, TaskManagerConnection connection)
    {
        if (message.ReplyTo != 0)
        {
            connection.OnAnswer(message);
        }
        else if (message.FencingToken == resourceManager.FencingToken)
        {
            ToResourceManager(message, connection);
        }
        else if (jobManagers.TryFind(message.FencingToken, out var jobManager))
        {
            _ = ToJobManagerAsync(message, jobManager, connection);
        }
        else
        {
            LogStale(message.BodyCase, connection.ResourceId);
            if (message.RequestId != 0)
            {
                var stale = FailureInfos.Of("The token is stale: whom you speak to is gone.");
                connection.Reply(message.RequestId, new MasterMessage { Failure = stale });
            }
        }
    }

    void ToResourceManager(TaskManagerMessage message, TaskManagerConnection connection)
    {
        switch (message.BodyCase)
        {
            case TaskManagerMessage.BodyOneofCase.Heartbeat:
                resourceManager.OnHeartbeat(connection.ResourceId, message.Heartbeat);
                break;
            case TaskManagerMessage.BodyOneofCase.SlotFreed:
                resourceManager.OnSlotFreed(connection.ResourceId, message.SlotFreed);
                break;
            default:
                LogUnexpected(message.BodyCase, connection.ResourceId);
                break;
        }
    }

    async Task ToJobManagerAsync(
        TaskManagerMessage message, IJobManagerGateway jobManager, TaskManagerConnection connection)
    {
        MasterMessage? answer = null;
        try
        {
            switch (message.BodyCase)
            {
                case TaskManagerMessage.BodyOneofCase.OfferSlots:
                    var accepted = await jobManager.OfferSlotsAsync(message.OfferSlots, connection);
                    answer = new MasterMessage { OffersAnswered = accepted };
                    break;
                case TaskManagerMessage.BodyOneofCase.TaskState:
                    jobManager.OnTaskStateChanged(message.TaskState);
                    break;
                case TaskManagerMessage.BodyOneofCase.RequestSplit:
                    var split = await jobManager.RequestSplitAsync(message.RequestSplit);
                    answer = new MasterMessage { SplitAssigned = split };
                    break;
                case TaskManagerMessage.BodyOneofCase.Collected:
                    await jobManager.OnCollectedRowsAsync(message.Collected);
                    answer = new MasterMessage { Acknowledged = new Acknowledged() };
                    break;
                default:
                    LogUnexpected(message.BodyCase, connection.ResourceId);
                    break;
            }
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException or OperationCanceledException)
        {
            answer = new MasterMessage { Failure = FailureInfos.Of(failure) };
        }

        if (answer is not null && message.RequestId != 0)
        {
            connection.Reply(message.RequestId, answer);
        }
    }
}
