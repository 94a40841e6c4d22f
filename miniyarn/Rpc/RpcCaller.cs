namespace FlinkYarn.MiniYarn.Rpc;

/// <summary>Who calls: the user that the token names, and the token's identifier.</summary>
internal sealed record RpcCaller(string User, ReadOnlyMemory<byte> TokenIdentifier);
