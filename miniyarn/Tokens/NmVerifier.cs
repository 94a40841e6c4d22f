using System.Security.Cryptography;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.Rpc;
using Google.Protobuf;

namespace FlinkYarn.MiniYarn.Tokens;

/// <summary>
/// A node's door (NMTokenSecretManagerInNM): the user of a connection is its application attempt. The node's id may
/// still be completed after it was given here, since its port is known only when it listens.
/// </summary>
internal sealed class NmVerifier(byte[] key, NodeIdProto node) : IRpcTokens
{
    public byte[] PasswordOf(ReadOnlySpan<byte> identifier)
    {
        var read = Read(identifier);
        return read.NodeId is { } found && found.Equals(node)
            ? HMACSHA1.HashData(key, identifier)
            : throw TokenSecrets.Invalid(
                $"Given NMToken for application : {YarnApplicationAttemptId.Of(read.AppAttemptId)} is not valid for "
                + $"current node manager.expected : {YarnNodeId.Of(node)} found : "
                + $"{(read.NodeId is null ? "none" : YarnNodeId.Of(read.NodeId))}");
    }

    public string UserOf(ReadOnlySpan<byte> identifier) =>
        YarnApplicationAttemptId.Of(Read(identifier).AppAttemptId).ToString();

    /// <summary>What an identifier says.</summary>
    public static NMTokenIdentifierProto Read(ReadOnlySpan<byte> identifier)
    {
        try
        {
            var read = NMTokenIdentifierProto.Parser.ParseFrom(identifier);
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
