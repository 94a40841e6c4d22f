using System.Threading.Channels;

namespace FlinkYarn.MiniYarn.Mailbox;

/// <summary>One thread of control over one owner's state: commands run one at a time, in the order they came.</summary>
internal sealed class CommandLoop : IAsyncDisposable
{
    const int Capacity = 65536;

    readonly Channel<Action> commands = Channel.CreateBounded<Action>(
        new BoundedChannelOptions(Capacity) { SingleReader = true });

    readonly string owner;
    volatile bool isClosed;

    public CommandLoop(string owner)
    {
        this.owner = owner;
        Completion = RunAsync();
    }

    /// <summary>Ends when the loop is disposed; faults when a posted command failed, which is a bug.</summary>
    public Task Completion { get; }

    /// <summary>Runs the command later; after the loop was closed the command is dropped.</summary>
    public void Post(Action command)
    {
        if (!commands.Writer.TryWrite(command) && !isClosed)
        {
            throw new InvalidOperationException($"The mailbox of {owner} is full ({Capacity} commands).");
        }
    }

    /// <summary>Runs the question on the loop and gives its answer, or its exception, to the caller.</summary>
    public async Task<T> AskAsync<T>(Func<T> question)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        await commands.Writer.WriteAsync(() => Answer(question, answer));
        return await answer.Task;
    }

    /// <summary>Runs the action on the loop and ends when it has run.</summary>
    public Task AskAsync(Action action) => AskAsync(() =>
    {
        action();
        return true;
    });

    public async ValueTask DisposeAsync()
    {
        isClosed = true;
        commands.Writer.TryComplete();
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    static void Answer<T>(Func<T> question, TaskCompletionSource<T> answer)
    {
        try
        {
            answer.SetResult(question());
        }
        catch (Exception failure)
        {
            answer.SetException(failure);
        }
    }

    async Task RunAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await foreach (var command in commands.Reader.ReadAllAsync())
        {
            command();
        }
    }
}
