using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Security;
using Google.Protobuf;

namespace FlinkYarn.Hadoop.Rpc;

/// <summary>The client's side of authentication (<c>org.apache.hadoop.security.SaslRpcClient</c>).</summary>
static class SaslNegotiation
{
    /// <summary>Authenticates; gives the layer that protects all later bytes, or null.</summary>
    /// <exception cref="RemoteException">The server refused.</exception>
    public static async Task<ISecurityLayer?> RunAsync(
        Stream stream, IRpcAuthentication authentication, CancellationToken cancellationToken)
    {
        byte[] first =
        [
            .. RpcFrame.Preamble(usesSasl: true),
            .. RpcFrame.Write(RpcFrame.SaslHeader(), new RpcSaslProto { State = RpcSaslProto.Types.SaslState.Negotiate }),
        ];
        await stream.WriteAsync(first, cancellationToken).ConfigureAwait(false);
        var offer = await ReceiveAsync(stream, cancellationToken).ConfigureAwait(false);
        var chosen = offer.Auths.FirstOrDefault(auth => auth.Method == authentication.Method)
            ?? throw new NotSupportedException(
                $"The server takes {string.Join(", ", offer.Auths.Select(auth => auth.Method))}, not {authentication.Method}.");
        var exchange = authentication.Begin(chosen);
        // The server compares its own entry field by field: as it came, without the challenge.
        var echoed = chosen.Clone();
        echoed.ClearChallenge();
        await SendAsync(stream, RpcSaslProto.Types.SaslState.Initiate, exchange.InitialResponse, echoed, cancellationToken)
            .ConfigureAwait(false);
        var answer = await ReceiveAsync(stream, cancellationToken).ConfigureAwait(false);
        while (answer.State == RpcSaslProto.Types.SaslState.Challenge)
        {
            var response = exchange.Respond(answer.Token.Span);
            await SendAsync(stream, RpcSaslProto.Types.SaslState.Response, response, null, cancellationToken)
                .ConfigureAwait(false);
            answer = await ReceiveAsync(stream, cancellationToken).ConfigureAwait(false);
        }

        if (answer.State != RpcSaslProto.Types.SaslState.Success)
        {
            throw new InvalidDataException($"The server answered {answer.State} where authentication should end.");
        }

        exchange.Complete(answer.Token.Span);
        return (exchange as DigestExchange)?.SecurityLayer;
    }

    static async Task SendAsync(
        Stream stream, RpcSaslProto.Types.SaslState state, ReadOnlyMemory<byte> token,
        RpcSaslProto.Types.SaslAuth? auth, CancellationToken cancellationToken)
    {
        var message = new RpcSaslProto { State = state, Token = ByteString.CopyFrom(token.Span) };
        if (auth is not null)
        {
            message.Auths.Add(auth);
        }

        await stream.WriteAsync(RpcFrame.Write(RpcFrame.SaslHeader(), message), cancellationToken).ConfigureAwait(false);
    }

    static async Task<RpcSaslProto> ReceiveAsync(Stream stream, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> content = await RpcFrame.ReadAsync(stream, cancellationToken).ConfigureAwait(false)
            ?? throw new EndOfStreamException("The server closed the connection during authentication.");
        var header = RpcFrame.Parse(RpcResponseHeaderProto.Parser, ref content);
        if (header.Status != RpcResponseHeaderProto.Types.RpcStatusProto.Success)
        {
            throw RemoteException.Of(header.ExceptionClassName, header.ErrorMsg, isFatal: true);
        }

        return unchecked((int)header.CallId) == RpcFrame.SaslCall
            ? RpcFrame.Parse(RpcSaslProto.Parser, ref content)
            : throw new InvalidDataException($"Call {(int)header.CallId} was answered during authentication.");
    }
}
