using System.Net;
using System.Security.Cryptography;
using System.Text;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Security;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.Rpc;
using Google.Protobuf;

namespace FlinkYarn.MiniYarn.Tokens;

/// <summary>
/// Makes and checks the tokens of a cluster: a password is the HMAC-SHA1 of the identifier (SecretManager), under a key
/// of its own for each kind of token. Immutable, any thread.
/// </summary>
internal sealed class TokenSecrets(byte[] masterKey)
{
    const string ContainerKind = "ContainerToken";
    const int KeyId = 1;

    /// <summary>Lets in who has an ApplicationMaster's token, whether or not its attempt is still alive.</summary>
    public IRpcTokens AmRmVerifier { get; } = new AmRmVerifier(Key(masterKey, HadoopToken.AmRmKind));

    /// <summary>Lets in who has a token for this node.</summary>
    public IRpcTokens NmVerifier(NodeIdProto node) => new NmVerifier(Key(masterKey, HadoopToken.NmKind), node);

    /// <summary>For the scheduler; its service is empty, as YARN leaves it.</summary>
    public HadoopToken AmRm(ApplicationAttemptIdProto attempt) =>
        Sign(new AMRMTokenIdentifierProto { AppAttemptId = attempt, KeyId = KeyId }, HadoopToken.AmRmKind, "");

    /// <summary>For one node's container manager.</summary>
    public HadoopToken Nm(ApplicationAttemptIdProto attempt, NodeIdProto node, string user) => Sign(
        new NMTokenIdentifierProto { AppAttemptId = attempt, NodeId = node, AppSubmitter = user, KeyId = KeyId },
        HadoopToken.NmKind, $"{IPAddress.Loopback}:{node.Port}");

    /// <summary>For the start of one container.</summary>
    public TokenProto Container(ContainerTokenIdentifierProto identifier, string service) =>
        Sign(identifier, ContainerKind, service).ToProto();

    /// <summary>
    /// What a container's token says, when it is one of ours and for this node; its expiry is not looked at.
    /// </summary>
    /// <exception cref="RpcFailure">It is not (InvalidToken).</exception>
    public ContainerTokenIdentifierProto VerifyContainer(TokenProto token, NodeIdProto node)
    {
        var here = YarnNodeId.Of(node);
        var password = HMACSHA1.HashData(Key(masterKey, ContainerKind), token.Identifier.Span);
        if (!CryptographicOperations.FixedTimeEquals(password, token.Password.Span))
        {
            throw Invalid($"Invalid container token used for starting container on : {here}");
        }

        var identifier = ContainerTokenIdentifierProto.Parser.ParseFrom(token.Identifier);
        return identifier.NmHostAddr == here.ToString()
            ? identifier
            : throw Invalid(
                $"Given Container {ContainerId.Of(identifier.ContainerId)} identifier is not valid for current Node "
                + $"manager. Expected : {here} Found : {identifier.NmHostAddr}");
    }

    internal static RpcFailure Invalid(string message) => new(RemoteExceptions.InvalidToken, message);

    HadoopToken Sign(IMessage identifier, string kind, string service)
    {
        var bytes = identifier.ToByteArray();
        return new HadoopToken(bytes, HMACSHA1.HashData(Key(masterKey, kind), bytes), kind, service);
    }

    // So that no token passes for one of another kind.
    static byte[] Key(byte[] masterKey, string kind) => HMACSHA256.HashData(masterKey, Encoding.UTF8.GetBytes(kind));
}
