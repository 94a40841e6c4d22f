using System.Collections.Concurrent;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.Rpc;

namespace FlinkYarn.MiniYarn.ResourceManager.Applications;

/// <summary>
/// Lets in only the tokens of attempts that are not over (AMRMTokenSecretManager). Asked by the RPC server's threads,
/// changed by the loop.
/// </summary>
internal sealed class LiveAttempts(IRpcTokens secrets) : IRpcTokens
{
    readonly ConcurrentDictionary<YarnApplicationAttemptId, bool> live = new();

    public void Admit(YarnApplicationAttemptId attempt) => live[attempt] = true;

    public void Revoke(YarnApplicationAttemptId attempt) => live.TryRemove(attempt, out _);

    public byte[] PasswordOf(ReadOnlySpan<byte> identifier)
    {
        var password = secrets.PasswordOf(identifier);
        var attempt = AttemptOf(identifier);
        return live.ContainsKey(attempt)
            ? password
            : throw new RpcFailure(
                "org.apache.hadoop.security.token.SecretManager$InvalidToken",
                $"{attempt} not found in AMRMTokenSecretManager.");
    }

    public string UserOf(ReadOnlySpan<byte> identifier) => secrets.UserOf(identifier);

    /// <summary>Whose token it is; only of identifiers that were let in.</summary>
    public static YarnApplicationAttemptId AttemptOf(ReadOnlySpan<byte> identifier) =>
        YarnApplicationAttemptId.Of(AMRMTokenIdentifierProto.Parser.ParseFrom(identifier).AppAttemptId);
}
