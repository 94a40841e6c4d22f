using FlinkYarn.Hadoop.Proto;

namespace FlinkYarn.Hadoop.Security;

/// <summary>
/// How a connection says who it is. SIMPLE and tokens are here; this is the door for Kerberos.
/// </summary>
public interface IRpcAuthentication
{
    /// <summary>Whether the connection begins with SASL; SIMPLE does not.</summary>
    bool UsesSasl { get; }

    /// <summary>The name by which a server offers it: SIMPLE, TOKEN, KERBEROS.</summary>
    string Method { get; }

    /// <summary>The user of the connection's context; empty with a token, which says it itself.</summary>
    UserInformationProto UserInformation { get; }

    /// <summary>Begins an exchange with what the server offered.</summary>
    ISaslExchange Begin(RpcSaslProto.Types.SaslAuth offer);
}

/// <summary>One run of a SASL mechanism.</summary>
public interface ISaslExchange
{
    /// <summary>The first message to the server.</summary>
    ReadOnlyMemory<byte> InitialResponse { get; }

    /// <summary>Answers a challenge.</summary>
    ReadOnlyMemory<byte> Respond(ReadOnlySpan<byte> challenge);

    /// <summary>Checks the server's proof.</summary>
    /// <exception cref="InvalidDataException">The server does not know the secret.</exception>
    void Complete(ReadOnlySpan<byte> proof);
}
