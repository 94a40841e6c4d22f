using System.Collections.Concurrent;
using FlinkYarn.AppMaster.Gateways;
using FlinkYarn.Runtime.Actors;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.Transport;

/// <summary>
/// The ApplicationMaster's end of one TaskManager's stream: matches answers to requests. Thread-safe.
/// </summary>
sealed class TaskManagerConnection(
    IMessageStream<MasterMessage, TaskManagerMessage> stream, RegisterTaskManager registration, TimeProvider time)
    : ITaskManagerGateway
{
    static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(60);

    readonly ConcurrentDictionary<ulong, TaskCompletionSource<TaskManagerMessage>> waiting = new();
    readonly CancellationTokenSource ended = new();
    ulong lastRequest;

    public string ResourceId => registration.ResourceId;

    public string Host => registration.Host;

    public int DataPort => registration.DataPort;

    /// <summary>Cancelled by <see cref="Disconnect"/>.</summary>
    public CancellationToken Ended => ended.Token;

    public void Tell(MasterMessage message) => stream.TrySend(message);

    public async Task<TaskManagerMessage> AskAsync(MasterMessage message)
    {
        var request = Interlocked.Increment(ref lastRequest);
        var answer = new TaskCompletionSource<TaskManagerMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[request] = answer;
        message.RequestId = request;
        try
        {
            if (!stream.TrySend(message))
            {
                throw new TaskManagerLostException($"TaskManager {ResourceId} is no longer connected.");
            }

            return await answer.Task.WaitAsync(AnswerTimeout, time);
        }
        catch (TimeoutException)
        {
            throw new IOException(
                $"TaskManager {ResourceId} did not answer {message.BodyCase} within {AnswerTimeout}.");
        }
        finally
        {
            waiting.TryRemove(request, out _);
        }
    }

    /// <summary>Gives an answer to whoever waits for it; one that nobody waits for is too late.</summary>
    public void OnAnswer(TaskManagerMessage message)
    {
        if (!waiting.TryGetValue(message.ReplyTo, out var answer))
        {
            return;
        }

        if (message.Failure is { } failure)
        {
            answer.TrySetException(new TaskManagerRefusedException(failure));
        }
        else
        {
            answer.TrySetResult(message);
        }
    }

    /// <summary>Answers a request of the TaskManager.</summary>
    public void Reply(ulong request, MasterMessage message)
    {
        message.ReplyTo = request;
        Tell(message);
    }

    public void Disconnect() => ended.Cancel();

    /// <summary>Fails everything that still waits.</summary>
    public void Fail(string reason)
    {
        foreach (var answer in waiting.Values)
        {
            answer.TrySetException(new TaskManagerLostException($"TaskManager {ResourceId} was lost: {reason}"));
        }
    }
}
