using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Security;
using Google.Protobuf;

namespace FlinkYarn.Hadoop.Rpc;

/// <summary>
/// One connection to a Hadoop server: concurrent calls of one protocol and identity, answers in any order. When it
/// breaks, all its calls fail with the first reason. Thread-safe.
/// </summary>
public sealed class HadoopRpcConnection : IAsyncDisposable
{
    readonly Stream stream;
    readonly RpcProtocol protocol;
    readonly HadoopRpcOptions options;
    readonly TimeProvider time;
    readonly ByteString clientId = ByteString.CopyFrom(Guid.NewGuid().ToByteArray());
    // Neither is disposed: a call that is just failing still gives them back, and they hold nothing.
    readonly SemaphoreSlim writing = new(1);
    readonly CancellationTokenSource closing = new();
    readonly ConcurrentDictionary<int, TaskCompletionSource<ReadOnlyMemory<byte>>> calls = new();
    readonly Task reading;
    Exception? broken;
    int lastCall = -1;

    HadoopRpcConnection(Stream stream, RpcProtocol protocol, HadoopRpcOptions options, TimeProvider time)
    {
        this.stream = stream;
        this.protocol = protocol;
        this.options = options;
        this.time = time;
        reading = ReadAsync();
    }

    /// <summary>Whether it can take calls.</summary>
    public bool IsOpen => broken is null;

    /// <summary>Connects, authenticates, and says which protocol is spoken.</summary>
    /// <exception cref="IOException">
    /// The server cannot be reached, closed the connection, or does not speak as it should.
    /// </exception>
    /// <exception cref="RemoteException">The server refused.</exception>
    public static async Task<HadoopRpcConnection> OpenAsync(
        DnsEndPoint address, RpcProtocol protocol, IRpcAuthentication authentication, HadoopRpcOptions options,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(address, either.Token).ConfigureAwait(false);
            return await OpenAsync(
                new NetworkStream(socket, ownsSocket: true), protocol, authentication, options, time, either.Token)
                .ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            socket.Dispose();
            var reason = failure switch
            {
                OperationCanceledException when !cancellationToken.IsCancellationRequested =>
                    $"it did not answer within {options.ConnectTimeout}.",
                SocketException or IOException or InvalidDataException => failure.Message,
                _ => null,
            };
            if (reason is null)
            {
                throw;
            }

            throw new IOException($"{address.Host}:{address.Port} cannot be spoken with: {reason}", failure);
        }
    }

    /// <summary>The same over a stream that is there.</summary>
    internal static async Task<HadoopRpcConnection> OpenAsync(
        Stream stream, RpcProtocol protocol, IRpcAuthentication authentication, HadoopRpcOptions options,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var preamble = RpcFrame.Preamble(authentication.UsesSasl);
        if (authentication.UsesSasl)
        {
            var layer = await SaslNegotiation.RunAsync(stream, preamble, authentication, cancellationToken)
                .ConfigureAwait(false);
            stream = layer is null ? stream : new WrappedStream(stream, layer);
            preamble = [];
        }

        var connection = new HadoopRpcConnection(stream, protocol, options, time);
        var context = RpcFrame.Write(
            RpcFrame.RequestHeader(RpcFrame.ContextCall, connection.clientId),
            new IpcConnectionContextProto { UserInfo = authentication.UserInformation, Protocol = protocol.Name });
        await connection.SendAsync([.. preamble, .. context], cancellationToken).ConfigureAwait(false);
        return connection;
    }

    /// <summary>Calls a method and waits for its answer.</summary>
    /// <exception cref="RemoteException">The server threw.</exception>
    /// <exception cref="IOException">The connection broke, or no answer came in time.</exception>
    public async Task<TResponse> CallAsync<TResponse>(
        string method, IMessage request, MessageParser<TResponse> parser, CancellationToken cancellationToken)
        where TResponse : IMessage<TResponse>
    {
        var call = Interlocked.Increment(ref lastCall) & int.MaxValue;
        var answer = new TaskCompletionSource<ReadOnlyMemory<byte>>(TaskCreationOptions.RunContinuationsAsynchronously);
        calls[call] = answer;
        try
        {
            ThrowIfBroken();
            var header = new RequestHeaderProto
            {
                MethodName = method,
                DeclaringClassProtocolName = protocol.Name,
                ClientProtocolVersion = 1,
            };
            var frame = RpcFrame.Write(RpcFrame.RequestHeader(call, clientId, retryCount: 0), header, request);
            await SendAsync(frame, cancellationToken).ConfigureAwait(false);
            var content = await WaitAsync(method, answer.Task, cancellationToken).ConfigureAwait(false);
            var response = RpcFrame.Parse(parser, ref content);
            return content.IsEmpty
                ? response
                : throw new InvalidDataException($"{content.Length} bytes stand after the answer to {method}.");
        }
        catch (InvalidDataException failure)
        {
            Break(failure);
            throw Describe(failure);
        }
        finally
        {
            calls.TryRemove(call, out _);
        }
    }

    /// <summary>Closes the connection; calls that wait fail.</summary>
    public async ValueTask DisposeAsync()
    {
        Break(new IOException("The connection was closed."));
        await reading.ConfigureAwait(false);
    }

    async Task<ReadOnlyMemory<byte>> WaitAsync(
        string method, Task<ReadOnlyMemory<byte>> answer, CancellationToken cancellationToken)
    {
        // A waiting client pings, so that a server that is gone is noticed by TCP.
        var waited = TimeSpan.Zero;
        while (true)
        {
            var turn = options.PingInterval < options.CallTimeout - waited ? options.PingInterval
                : options.CallTimeout - waited;
            try
            {
                return await answer.WaitAsync(turn, time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException) when ((waited += turn) < options.CallTimeout)
            {
                await SendAsync(RpcFrame.Write(RpcFrame.RequestHeader(RpcFrame.PingCall, clientId)), cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                throw new IOException($"{method} was not answered within {options.CallTimeout}.");
            }
        }
    }

    async Task SendAsync(byte[] frame, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await stream.WriteAsync(frame, closing.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or SocketException or ObjectDisposedException
            or OperationCanceledException)
        {
            // The server may have said why before it closed: the reader finds it.
            await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(1), time, CancellationToken.None))
                .ConfigureAwait(false);
            throw Break(failure);
        }
        finally
        {
            writing.Release();
        }
    }

    async Task ReadAsync()
    {
        try
        {
            while (await RpcFrame.ReadAsync(stream, closing.Token).ConfigureAwait(false) is { } frame)
            {
                Dispatch(frame);
            }

            Break(new EndOfStreamException("The server closed the connection."));
        }
        catch (Exception failure) when (failure is IOException or SocketException or InvalidDataException
            or OperationCanceledException or ObjectDisposedException)
        {
            Break(failure);
        }
    }

    void Dispatch(ReadOnlyMemory<byte> content)
    {
        var header = RpcFrame.Parse(RpcResponseHeaderProto.Parser, ref content);
        if (!header.ClientId.IsEmpty && !header.ClientId.Equals(clientId))
        {
            throw new InvalidDataException("An answer to another client came.");
        }

        switch (header.Status)
        {
            case RpcResponseHeaderProto.Types.RpcStatusProto.Fatal:
                Break(RemoteException.Of(header.ExceptionClassName, header.ErrorMsg, isFatal: true));
                break;
            case var status when calls.TryGetValue(unchecked((int)header.CallId), out var call):
                if (status == RpcResponseHeaderProto.Types.RpcStatusProto.Success)
                {
                    call.TrySetResult(content);
                }
                else
                {
                    call.TrySetException(
                        RemoteException.Of(header.ExceptionClassName, header.ErrorMsg, isFatal: false));
                }

                break;
        }
    }

    void ThrowIfBroken()
    {
        if (broken is not null)
        {
            throw Break(broken);
        }
    }

    // The one door out: the first reason is the reason.
    Exception Break(Exception reason)
    {
        var first = Interlocked.CompareExchange(ref broken, reason, null) ?? reason;
        if (ReferenceEquals(first, reason) && !closing.IsCancellationRequested)
        {
            closing.Cancel();
            stream.Dispose();
            foreach (var call in calls.Values)
            {
                call.TrySetException(Describe(first));
            }
        }

        return Describe(first);
    }

    static Exception Describe(Exception reason) =>
        reason is RemoteException remote ? remote : new IOException($"The connection broke: {reason.Message}", reason);
}
