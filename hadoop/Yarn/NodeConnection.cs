using System.Net;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Security;
using Google.Protobuf;

namespace FlinkYarn.Hadoop.Yarn;

/// <summary>
/// The line to one NodeManager: opened by the first call, shared by all, closed when it has been idle for a while
/// (<c>ipc.client.connection.maxidletime</c>). A call whose old connection breaks is made once more. Thread-safe: the
/// lock guards who opens and who closes.
/// </summary>
sealed class NodeConnection : IAsyncDisposable
{
    readonly YarnNodeId node;
    readonly NodeTokens tokens;
    readonly HadoopRpcOptions options;
    readonly TimeProvider time;
    readonly CancellationTokenSource closing = new();
    readonly ITimer idle;
    readonly Lock door = new();
    Task<HadoopRpcConnection>? opening;
    HadoopRpcConnection? connection;
    int calls;

    public NodeConnection(YarnNodeId node, NodeTokens tokens, HadoopRpcOptions options, TimeProvider time)
    {
        this.node = node;
        this.tokens = tokens;
        this.options = options;
        this.time = time;
        idle = time.CreateTimer(
            owner => _ = ((NodeConnection)owner!).CloseIfIdleAsync(), this, Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
    }

    /// <summary>The answer, and whether the call was made twice, so that the first may have taken effect.</summary>
    public async Task<(TResponse Response, bool WasRepeated)> CallAsync<TResponse>(
        string method, IMessage request, MessageParser<TResponse> parser, CancellationToken cancellationToken)
        where TResponse : IMessage<TResponse>
    {
        Interlocked.Increment(ref calls);
        try
        {
            var (line, isNew) = await OpenAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return (await CallAsync(line).ConfigureAwait(false), WasRepeated: false);
            }
            catch (IOException) when (!isNew && !line.IsOpen)
            {
                // The NodeManager may have closed it, or was restarted, since an earlier call opened it.
                (line, _) = await OpenAsync(cancellationToken).ConfigureAwait(false);
                return (await CallAsync(line).ConfigureAwait(false), WasRepeated: true);
            }
        }
        finally
        {
            if (Interlocked.Decrement(ref calls) == 0)
            {
                idle.Change(options.MaxIdleTime, Timeout.InfiniteTimeSpan);
            }
        }

        Task<TResponse> CallAsync(HadoopRpcConnection line) =>
            line.CallAsync(method, request, parser, cancellationToken);
    }

    /// <summary>Closes the line; calls that wait fail.</summary>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync().ConfigureAwait(false);
        await idle.DisposeAsync().ConfigureAwait(false);
        if (opening is { } last)
        {
            await ((Task)last).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (connection is { } open)
        {
            await open.DisposeAsync().ConfigureAwait(false);
        }
    }

    async Task<(HadoopRpcConnection Line, bool IsNew)> OpenAsync(CancellationToken cancellationToken)
    {
        var (line, isNew) = Join();
        return (await line.WaitAsync(cancellationToken).ConfigureAwait(false), isNew);
    }

    // All who come while the line is being opened share its fate: a dead node costs one timeout, not one for each.
    (Task<HadoopRpcConnection> Line, bool IsNew) Join()
    {
        lock (door)
        {
            if (closing.IsCancellationRequested)
            {
                throw new IOException($"The line to the NodeManager {node} is closed.");
            }

            var isThere = connection is { IsOpen: true };
            if (!isThere && opening is not { IsCompleted: false })
            {
                opening = ConnectAsync();
            }

            return (opening!, !isThere);
        }
    }

    async Task<HadoopRpcConnection> ConnectAsync() => connection = await HadoopRpcConnection.OpenAsync(
        new DnsEndPoint(node.Host, node.Port), RpcProtocol.ContainerManagement,
        new TokenAuthentication(tokens.Get(node)), options, time, closing.Token).ConfigureAwait(false);

    async Task CloseIfIdleAsync()
    {
        HadoopRpcConnection? unused = null;
        lock (door)
        {
            if (Volatile.Read(ref calls) == 0)
            {
                (unused, connection) = (connection, null);
            }
        }

        if (unused is not null)
        {
            await unused.DisposeAsync().ConfigureAwait(false);
        }
    }
}
