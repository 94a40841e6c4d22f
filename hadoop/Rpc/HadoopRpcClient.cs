using System.Net;
using FlinkYarn.Hadoop.Security;
using Google.Protobuf;

namespace FlinkYarn.Hadoop.Rpc;

/// <summary>
/// Calls to whichever of several servers is the active one: connects again, and to the next, until a budget of time is
/// used up. A call may therefore reach a server twice: use it for calls that may be repeated. Calls one at a time.
/// </summary>
public sealed class HadoopRpcClient(
    IReadOnlyList<DnsEndPoint> addresses, RpcProtocol protocol, Func<IRpcAuthentication> authentication,
    HadoopRpcOptions options, TimeProvider time) : IRpcCaller
{
    HadoopRpcConnection? connection;
    int current;

    /// <summary>Calls a method; the identity is asked for at each new connection, so a renewed token is used.</summary>
    /// <exception cref="RemoteException">The server threw, and another one would not help.</exception>
    /// <exception cref="IOException">No server could be reached within the budget.</exception>
    public async Task<TResponse> CallAsync<TResponse>(
        string method, IMessage request, MessageParser<TResponse> parser, CancellationToken cancellationToken)
        where TResponse : IMessage<TResponse>
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                connection = connection is { IsOpen: true } ? connection
                    : await OpenAsync(cancellationToken).ConfigureAwait(false);
                return await connection.CallAsync(method, request, parser, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (IsWorthAnother(failure))
            {
                if (time.GetElapsedTime(started) > options.RetryBudget)
                {
                    throw new IOException(
                        $"{method}: none of {string.Join(", ", addresses.Select(Text))} answered within "
                        + $"{options.RetryBudget}. The last said: {failure.Message}", failure);
                }

                await CloseAsync().ConfigureAwait(false);
                current = (current + 1) % addresses.Count;
                await Task.Delay(options.RetryDelay, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await CloseAsync().ConfigureAwait(false);

    Task<HadoopRpcConnection> OpenAsync(CancellationToken cancellationToken) =>
        HadoopRpcConnection.OpenAsync(addresses[current], protocol, authentication(), options, time, cancellationToken);

    async Task CloseAsync()
    {
        if (connection is { } open)
        {
            connection = null;
            await open.DisposeAsync().ConfigureAwait(false);
        }
    }

    static bool IsWorthAnother(Exception failure) => failure switch
    {
        RemoteException remote => remote.ClassName is RemoteExceptions.Standby or RemoteExceptions.Retriable
            || (remote.ClassName == RemoteExceptions.RpcServer && remote.IsFatal),
        IOException => true,
        _ => false,
    };

    static string Text(DnsEndPoint address) => $"{address.Host}:{address.Port}";
}
