using System.Collections.Concurrent;
using FlinkYarn.Runtime.Actors;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.TaskManager.Transport;

/// <summary>
/// The control stream with questions and answers matched. Thread-safe: tasks report and ask from their own threads; the
/// order of what one thread sends is kept.
/// </summary>
sealed class MasterConnection(IMessageStream<TaskManagerMessage, MasterMessage> stream)
{
    readonly ConcurrentDictionary<ulong, TaskCompletionSource<MasterMessage>> asked = [];
    ulong lastRequest;
    volatile Exception? ended;

    public IAsyncEnumerable<MasterMessage> ReadAllAsync(CancellationToken cancellationToken) =>
        stream.ReadAllAsync(cancellationToken);

    /// <summary>Says something; when the stream has ended, its reader learns that, so nothing is thrown here.</summary>
    public void Send(TaskManagerMessage message) => stream.TrySend(message);

    /// <summary>Asks something that the other side answers.</summary>
    /// <exception cref="MasterRefusalException">The answer is a failure.</exception>
    /// <exception cref="MessageStreamException">The stream ended before the answer.</exception>
    public async Task<MasterMessage> AskAsync(TaskManagerMessage message)
    {
        message.RequestId = Interlocked.Increment(ref lastRequest);
        var answer = new TaskCompletionSource<MasterMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        asked[message.RequestId] = answer;
        if (!stream.TrySend(message) || ended is not null)
        {
            asked.TryRemove(message.RequestId, out _);
            throw new MessageStreamException("The control stream to the ApplicationMaster has ended.", ended);
        }

        var reply = await answer.Task;
        return reply.Failure is { } failure ? throw new MasterRefusalException(failure) : reply;
    }

    /// <summary>Gives an answer to its question; false when the message is none.</summary>
    public bool TryAnswer(MasterMessage message)
    {
        if (message.ReplyTo == 0)
        {
            return false;
        }

        if (asked.TryRemove(message.ReplyTo, out var waiting))
        {
            waiting.TrySetResult(message);
        }

        return true;
    }

    /// <summary>The stream has ended: nothing will be answered.</summary>
    public void End(Exception reason)
    {
        ended = reason;
        foreach (var request in asked.Keys)
        {
            if (asked.TryRemove(request, out var waiting))
            {
                waiting.TrySetException(
                    new MessageStreamException("The control stream to the ApplicationMaster has ended.", reason));
            }
        }
    }

    public ValueTask CloseAsync() => stream.DisposeAsync();
}
