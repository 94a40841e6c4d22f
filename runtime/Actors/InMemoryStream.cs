using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace FlinkYarn.Runtime.Actors;

/// <summary>A message stream inside one process: two bounded queues.</summary>
sealed class InMemoryStream<TSend, TReceive> : IMessageStream<TSend, TReceive>
{
    const int Capacity = 8192;

    readonly ChannelWriter<TSend> output;
    readonly ChannelReader<TReceive> input;

    InMemoryStream(ChannelWriter<TSend> output, ChannelReader<TReceive> input)
    {
        this.output = output;
        this.input = input;
    }

    /// <summary>The two ends of one stream.</summary>
    public static (InMemoryStream<TSend, TReceive> First, InMemoryStream<TReceive, TSend> Second) CreatePair()
    {
        var there = Channel.CreateBounded<TSend>(Capacity);
        var back = Channel.CreateBounded<TReceive>(Capacity);
        return (new(there.Writer, back.Reader), new InMemoryStream<TReceive, TSend>(back.Writer, there.Reader));
    }

    public bool TrySend(TSend message)
    {
        if (output.TryWrite(message))
        {
            return true;
        }

        output.TryComplete(new MessageStreamException("The other side no longer takes messages."));
        return false;
    }

    public async IAsyncEnumerable<TReceive> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await input.WaitToReadAsync(cancellationToken))
        {
            while (input.TryRead(out var message))
            {
                yield return message;
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        output.TryComplete();
        return ValueTask.CompletedTask;
    }
}
