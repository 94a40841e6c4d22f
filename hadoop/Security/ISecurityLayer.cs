namespace FlinkYarn.Hadoop.Security;

/// <summary>What SASL put around the bytes of a connection after authentication. One direction at a time, in order.</summary>
interface ISecurityLayer
{
    /// <summary>Protects a piece of the outgoing stream.</summary>
    byte[] Wrap(ReadOnlySpan<byte> message);

    /// <summary>Gives back a piece of the incoming stream.</summary>
    /// <exception cref="InvalidDataException">It was changed, repeated or left out on the way.</exception>
    byte[] Unwrap(ReadOnlySpan<byte> wrapped);
}
