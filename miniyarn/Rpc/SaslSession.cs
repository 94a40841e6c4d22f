using System.Security.Cryptography;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Security;
using Google.Protobuf;

namespace FlinkYarn.MiniYarn.Rpc;

/// <summary>
/// The server's side of authentication by token (Server.Connection.processSaslMessage, SaslRpcServer): one session a
/// connection.
/// </summary>
internal sealed class SaslSession
{
    readonly IRpcTokens tokens;
    readonly DigestVerifier digest;
    bool hasNegotiated;

    public SaslSession(IRpcTokens tokens, string protection)
        : this(tokens, new DigestVerifier(Convert.ToBase64String(RandomNumberGenerator.GetBytes(30)), protection))
    {
    }

    internal SaslSession(IRpcTokens tokens, DigestVerifier digest)
    {
        this.tokens = tokens;
        this.digest = digest;
    }

    /// <summary>Who it is; null until authentication has succeeded.</summary>
    public RpcCaller? Caller { get; private set; }

    /// <summary>What protects everything after the answer; null for nothing.</summary>
    public ISecurityLayer? Layer { get; private set; }

    /// <exception cref="RpcFailure">The client is refused.</exception>
    public RpcSaslProto Answer(RpcSaslProto message) => message.State switch
    {
        RpcSaslProto.Types.SaslState.Negotiate when hasNegotiated =>
            throw Refusal(JavaExceptions.Sasl, "Client already attempted negotiation"),
        RpcSaslProto.Types.SaslState.Negotiate => Negotiate(),
        RpcSaslProto.Types.SaslState.Initiate => Initiate(message),
        RpcSaslProto.Types.SaslState.Response =>
            throw Refusal(JavaExceptions.Sasl, "Client sent a response where DIGEST-MD5 asked for none"),
        var state => throw Refusal(
            JavaExceptions.Sasl, $"Client sent unsupported state {state.ToString().ToUpperInvariant()}"),
    };

    RpcSaslProto Negotiate()
    {
        hasNegotiated = true;
        var offer = Offer();
        offer.Challenge = ByteString.CopyFromUtf8(digest.Challenge);
        return new RpcSaslProto { State = RpcSaslProto.Types.SaslState.Negotiate, Auths = { offer } };
    }

    RpcSaslProto Initiate(RpcSaslProto message)
    {
        if (message.Auths.Count != 1)
        {
            throw Refusal(JavaExceptions.Sasl, "Client mechanism is malformed");
        }

        // Compared whole: a client that drops the empty protocol or leaves the challenge in is refused, as by Hadoop.
        if (!message.Auths[0].Equals(Offer()))
        {
            return hasNegotiated
                ? throw Refusal(
                    JavaExceptions.AccessControl,
                    $"{message.Auths[0].Method} authentication is not enabled.  Available:[TOKEN]")
                : Negotiate();
        }

        var (identifier, proof, layer) = digest.Verify(message.Token.Span, tokens);
        Caller = new RpcCaller(tokens.UserOf(identifier), identifier);
        Layer = layer;
        return new RpcSaslProto
        {
            State = RpcSaslProto.Types.SaslState.Success,
            Token = ByteString.CopyFromUtf8(proof),
        };
    }

    static RpcSaslProto.Types.SaslAuth Offer() =>
        new() { Method = "TOKEN", Mechanism = "DIGEST-MD5", Protocol = "", ServerId = "default" };

    static RpcFailure Refusal(string javaClass, string message) =>
        new RpcFailure(javaClass, message).AsUnauthorized();
}
