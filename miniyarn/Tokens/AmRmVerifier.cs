using System.Security.Cryptography;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.Rpc;
using Google.Protobuf;

namespace FlinkYarn.MiniYarn.Tokens;

/// <summary>
/// The scheduler's door (AMRMTokenSecretManager): the user of a connection is its application attempt.
/// </summary>
internal sealed class AmRmVerifier(byte[] key) : IRpcTokens
{
    public byte[] PasswordOf(ReadOnlySpan<byte> identifier)
    {
        Read(identifier);
        return HMACSHA1.HashData(key, identifier);
    }

    public string UserOf(ReadOnlySpan<byte> identifier) =>
        YarnApplicationAttemptId.Of(Read(identifier).AppAttemptId).ToString();

    static AMRMTokenIdentifierProto Read(ReadOnlySpan<byte> identifier)
    {
        try
        {
            var read = AMRMTokenIdentifierProto.Parser.ParseFrom(identifier);
            return read.AppAttemptId?.ApplicationId is null
                ? throw TokenSecrets.Invalid("The token names no application attempt.")
                : read;
        }
        catch (InvalidProtocolBufferException)
        {
            throw TokenSecrets.Invalid("Can't de-serialize tokenIdentifier");
        }
    }
}
