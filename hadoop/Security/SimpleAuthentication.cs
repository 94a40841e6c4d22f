using FlinkYarn.Hadoop.Proto;

namespace FlinkYarn.Hadoop.Security;

/// <summary>A name that is believed.</summary>
/// <param name="User">The user to act as.</param>
public sealed record SimpleAuthentication(string User) : IRpcAuthentication
{
    /// <inheritdoc/>
    public bool UsesSasl => false;

    /// <inheritdoc/>
    public string Method => "SIMPLE";

    /// <inheritdoc/>
    public UserInformationProto UserInformation => new() { EffectiveUser = User };

    /// <inheritdoc/>
    public ISaslExchange Begin(RpcSaslProto.Types.SaslAuth offer) =>
        throw new InvalidOperationException("SIMPLE has no SASL exchange.");
}
