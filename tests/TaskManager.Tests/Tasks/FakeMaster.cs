using System.Threading.Channels;
using FlinkYarn.Runtime.Actors;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.TaskManager.Tests.Tasks;

/// <summary>
/// The ApplicationMaster's end of a stream: gives out splits, confirms collected rows, keeps what tasks report.
/// </summary>
sealed class FakeMaster
{
    readonly Channel<TaskManagerMessage> reports = Channel.CreateUnbounded<TaskManagerMessage>();
    readonly InMemoryStream<MasterMessage, TaskManagerMessage> stream;

    public FakeMaster()
    {
        (stream, TaskManagerSide) = InMemoryStream<MasterMessage, TaskManagerMessage>.CreatePair();
        _ = ServeAsync();
    }

    public InMemoryStream<TaskManagerMessage, MasterMessage> TaskManagerSide { get; }

    public Queue<Split> Splits { get; } = [];

    public List<byte> Collected { get; } = [];

    /// <summary>Whether splits are given; otherwise who asks waits.</summary>
    public bool GivesSplits { get; set; } = true;

    public void Send(MasterMessage message) => stream.TrySend(message);

    public ValueTask CloseAsync() => stream.DisposeAsync();

    /// <summary>The next message that is not answered by itself.</summary>
    public Task<TaskManagerMessage> NextAsync() =>
        reports.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().Soon();

    /// <summary>The next one of a kind; others are passed over.</summary>
    public async Task<TaskManagerMessage> NextAsync(TaskManagerMessage.BodyOneofCase body)
    {
        while (true)
        {
            var next = await NextAsync();
            if (next.BodyCase == body)
            {
                return next;
            }
        }
    }

    /// <summary>The task's reports up to its end.</summary>
    public async Task<List<TaskStateChanged>> StatesAsync()
    {
        var states = new List<TaskStateChanged>();
        while (states.Count == 0 || states[^1].State < ExecutionState.Finished)
        {
            states.Add((await NextAsync(TaskManagerMessage.BodyOneofCase.TaskState)).TaskState);
        }

        return states;
    }

    async Task ServeAsync()
    {
        await foreach (var message in stream.ReadAllAsync(CancellationToken.None))
        {
            switch (message.BodyCase)
            {
                case TaskManagerMessage.BodyOneofCase.RequestSplit when GivesSplits:
                    var assigned = new SplitAssigned { Split = Splits.TryDequeue(out var split) ? split : null };
                    stream.TrySend(new MasterMessage { ReplyTo = message.RequestId, SplitAssigned = assigned });
                    break;
                case TaskManagerMessage.BodyOneofCase.Collected:
                    Collected.AddRange(message.Collected.Rows);
                    var confirmed = new Acknowledged();
                    stream.TrySend(new MasterMessage { ReplyTo = message.RequestId, Acknowledged = confirmed });
                    break;
                default:
                    reports.Writer.TryWrite(message);
                    break;
            }
        }

        reports.Writer.TryComplete();
    }
}
