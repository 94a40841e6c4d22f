using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;

namespace FlinkYarn.MiniYarn.Rpc;

/// <summary>
/// One client's connection after its preamble (Server.Connection): authentication, its context, then calls, which are
/// answered as they are ready. A refusal that is fatal is the last thing said.
/// </summary>
internal sealed partial class RpcConnection(
    RpcChannel channel, RpcService service, SaslSession session, ILogger logger)
{
    const int MostCallsAtOnce = 64;

    readonly SemaphoreSlim slots = new(MostCallsAtOnce);
    bool hasContext;

    /// <summary>Ends with the connection, when no handler of it runs any more.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await channel.ReadAsync(cancellationToken) is { } frame
                && await ReceiveAsync(frame, cancellationToken))
            {
            }
        }
        finally
        {
            // Whoever holds all slots knows that no call is left.
            for (var slot = 0; slot < MostCallsAtOnce; slot++)
            {
                await slots.WaitAsync(CancellationToken.None);
            }
        }
    }

    // False when the connection is to end.
    async Task<bool> ReceiveAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        var header = RpcFrame.Parse(RpcRequestHeaderProto.Parser, ref frame);
        try
        {
            RequireComplete(header);
            switch (header.CallId)
            {
                case RpcFrame.SaslCall when session.Caller is null:
                    await AuthenticateAsync(RpcFrame.Parse(RpcSaslProto.Parser, ref frame), cancellationToken);
                    break;
                case RpcFrame.ContextCall:
                    AcceptContext(RpcFrame.Parse(IpcConnectionContextProto.Parser, ref frame));
                    break;
                case RpcFrame.PingCall:
                    break;
                case >= 0 when hasContext:
                    await slots.WaitAsync(cancellationToken);
                    _ = CallAsync(header, frame, cancellationToken);
                    break;
                case >= 0:
                    throw Broken("Connection context not established");
                default:
                    throw Broken($"Invalid call id {header.CallId}");
            }

            return true;
        }
        catch (RpcFailure failure)
        {
            await channel.WriteAsync(RpcResponse.Failure(header, failure.AsUnauthorized()), cancellationToken);
            return false;
        }
    }

    async Task AuthenticateAsync(RpcSaslProto message, CancellationToken cancellationToken)
    {
        await channel.WriteAsync(RpcResponse.Sasl(session.Answer(message)), cancellationToken);
        if (session.Layer is { } layer)
        {
            channel.Protect(layer);
        }
    }

    void AcceptContext(IpcConnectionContextProto context)
    {
        if (session.Caller is not { } caller)
        {
            throw new RpcFailure(JavaExceptions.AccessControl, "Connection is not authenticated");
        }

        // With a token the user is the token's.
        if (context.UserInfo is { HasEffectiveUser: true } claimed)
        {
            throw new RpcFailure(
                JavaExceptions.AccessControl,
                $"Authenticated user ({caller.User}) doesn't match what the client claims to be "
                    + $"({claimed.EffectiveUser})");
        }

        hasContext = true;
    }

    async Task CallAsync(
        RpcRequestHeaderProto header, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        try
        {
            await channel.WriteAsync(await AnswerAsync(header, content), cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            LogUnheard(session.Caller!.User, failure.Message);
        }
        finally
        {
            slots.Release();
        }
    }

    async Task<byte[]> AnswerAsync(RpcRequestHeaderProto header, ReadOnlyMemory<byte> content)
    {
        try
        {
            var request = RpcFrame.Parse(RequestHeaderProto.Parser, ref content);
            return RpcResponse.Success(header, await service.CallAsync(request, session.Caller!, content));
        }
        catch (RpcFailure failure)
        {
            return RpcResponse.Failure(header, failure);
        }
        catch (InvalidDataException failure)
        {
            return RpcResponse.Failure(header, new RpcFailure(JavaExceptions.RpcServer, failure.Message));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // A bug of the handler: its caller hears of it as Hadoop's would, and the server goes on.
            LogBug(session.Caller!.User, failure);
            return RpcResponse.Failure(header, new RpcFailure(JavaExceptions.Runtime, failure.Message));
        }
    }

    static void RequireComplete(RpcRequestHeaderProto header)
    {
        if (!header.HasRpcOp || !header.HasRpcKind)
        {
            throw Broken(" IPC Server: No rpc op or kind in rpcRequestHeader");
        }

        if (header.RpcKind != RpcKindProto.RpcProtocolBuffer
            || header.RpcOp != RpcRequestHeaderProto.Types.OperationProto.RpcFinalPacket)
        {
            throw Broken($"IPC Server does not implement {header.RpcKind} {header.RpcOp}");
        }
    }

    static RpcFailure Broken(string message) => new(JavaExceptions.RpcServer, message)
    {
        Code = RpcResponseHeaderProto.Types.RpcErrorCodeProto.FatalInvalidRpcHeader,
    };
}
