namespace FlinkYarn.MiniYarn.Rpc;

/// <summary>Who may come in (SecretManager). Asked from any thread.</summary>
internal interface IRpcTokens
{
    /// <summary>The password that belongs to a token's identifier.</summary>
    /// <exception cref="RpcFailure">The token is refused (InvalidToken).</exception>
    byte[] PasswordOf(ReadOnlySpan<byte> identifier);

    /// <summary>The user that an identifier names; only of those that were let in.</summary>
    string UserOf(ReadOnlySpan<byte> identifier);
}
