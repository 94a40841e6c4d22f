using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Security;
using Google.Protobuf;
using SaslAuth = FlinkYarn.Hadoop.Proto.RpcSaslProto.Types.SaslAuth;
using SaslState = FlinkYarn.Hadoop.Proto.RpcSaslProto.Types.SaslState;

namespace FlinkYarn.Hadoop.Rpc;

/// <summary>The client's side of authentication (<c>org.apache.hadoop.security.SaslRpcClient</c>).</summary>
static class SaslNegotiation
{
    /// <summary>Authenticates; gives the layer that protects all later bytes, or null.</summary>
    /// <exception cref="RemoteException">The server refused.</exception>
    /// <exception cref="InvalidDataException">The server offers nothing we know, or does not prove itself.</exception>
    public static async Task<ISecurityLayer?> RunAsync(
        Stream stream, byte[] preamble, IRpcAuthentication authentication, CancellationToken cancellationToken)
    {
        var negotiate = RpcFrame.Write(RpcFrame.SaslHeader(), new RpcSaslProto { State = SaslState.Negotiate });
        var offer = await AskAsync(stream, [.. preamble, .. negotiate], cancellationToken).ConfigureAwait(false);
        var chosen = Choose(offer, authentication.Method);
        var exchange = authentication.Begin(chosen);
        // The server compares its own entry field by field: as it came, without the challenge.
        var echoed = chosen.Clone();
        echoed.ClearChallenge();
        var answer = await AskAsync(
            stream, Message(SaslState.Initiate, exchange.InitialResponse, echoed), cancellationToken)
            .ConfigureAwait(false);
        while (answer.State == SaslState.Challenge)
        {
            var response = exchange.Respond(answer.Token.Span);
            answer = await AskAsync(stream, Message(SaslState.Response, response), cancellationToken)
                .ConfigureAwait(false);
        }

        if (answer.State != SaslState.Success)
        {
            throw new InvalidDataException($"The server answered {answer.State} where authentication should end.");
        }

        exchange.Complete(answer.Token.Span);
        return (exchange as DigestExchange)?.SecurityLayer;
    }

    // A server without tokens answers SUCCESS to the question what it takes, and means SIMPLE.
    static SaslAuth Choose(RpcSaslProto offer, string method) =>
        offer.Auths.FirstOrDefault(auth => auth.Method == method)
        ?? throw new InvalidDataException(
            "the server takes " + (offer.Auths.Count == 0 ? "SIMPLE" : string.Join(
                ", ", offer.Auths.Select(auth => auth.Method))) + $", not {method}.");

    static byte[] Message(SaslState state, ReadOnlyMemory<byte> token, params ReadOnlySpan<SaslAuth> auths)
    {
        var message = new RpcSaslProto { State = state, Token = ByteString.CopyFrom(token.Span) };
        message.Auths.AddRange(auths.ToArray());
        return RpcFrame.Write(RpcFrame.SaslHeader(), message);
    }

    // A server that refuses may close before it has read all: where writing fails, its reason may be there to read.
    static async Task<RpcSaslProto> AskAsync(Stream stream, byte[] message, CancellationToken cancellationToken)
    {
        IOException? broken = null;
        try
        {
            await stream.WriteAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException failure)
        {
            broken = failure;
        }

        try
        {
            return await ReceiveAsync(stream, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException) when (broken is not null)
        {
            throw broken;
        }
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
