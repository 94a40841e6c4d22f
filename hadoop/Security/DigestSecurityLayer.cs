using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FlinkYarn.Hadoop.Security;

/// <summary>
/// Integrity and confidentiality of DIGEST-MD5 (RFC 2831, 2.3 and 2.4):
/// <c>[cipher(] message | padding | mac(10) [)] | 00 01 | sequence(4)</c>.
/// </summary>
sealed class DigestSecurityLayer : ISecurityLayer
{
    const int MacLength = 10;
    const int TrailerLength = 6;

    readonly byte[] sendKey;
    readonly byte[] receiveKey;
    readonly IDigestCipher? sendCipher;
    readonly IDigestCipher? receiveCipher;
    uint sent;
    uint received;

    /// <param name="sessionKey">H(A1).</param>
    /// <param name="cipher">Null for integrity only.</param>
    public DigestSecurityLayer(byte[] sessionKey, string? cipher, bool isClient)
    {
        var signing = (Client: Derive(sessionKey, "client-to-server signing"), Server: Derive(sessionKey, "server-to-client signing"));
        (sendKey, receiveKey) = isClient ? signing : (signing.Server, signing.Client);
        if (cipher is null)
        {
            return;
        }

        var short16 = sessionKey.AsSpan(0, cipher switch { "rc4-40" => 5, "rc4-56" => 7, _ => 16 });
        var toServer = DeriveSealing(short16, "client-to-server");
        var toClient = DeriveSealing(short16, "server-to-client");
        sendCipher = DigestCiphers.Create(cipher, isClient ? toServer : toClient, isEncrypting: true);
        receiveCipher = DigestCiphers.Create(cipher, isClient ? toClient : toServer, isEncrypting: false);
    }

    public byte[] Wrap(ReadOnlySpan<byte> message)
    {
        var mac = Mac(sendKey, sent, message);
        byte[] body = [.. message, .. sendCipher?.Padding(message.Length + MacLength) ?? [], .. mac];
        var wrapped = new byte[body.Length + TrailerLength];
        (sendCipher?.Transform(body) ?? body).CopyTo(wrapped, 0);
        wrapped[body.Length + 1] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(wrapped.AsSpan(body.Length + 2), sent++);
        return wrapped;
    }

    public byte[] Unwrap(ReadOnlySpan<byte> wrapped)
    {
        if (wrapped.Length < MacLength + TrailerLength || wrapped[^TrailerLength] != 0 || wrapped[^(TrailerLength - 1)] != 1)
        {
            throw new InvalidDataException("A protected message is cut short or of another kind.");
        }

        var sequence = BinaryPrimitives.ReadUInt32BigEndian(wrapped[^4..]);
        if (sequence != received)
        {
            throw new InvalidDataException($"Protected message {sequence} came where {received} was expected.");
        }

        var sealedBody = wrapped[..^TrailerLength].ToArray();
        var body = receiveCipher?.Transform(sealedBody) ?? sealedBody;
        var padding = receiveCipher?.PaddingLength(body.AsSpan(0, body.Length - MacLength)) ?? 0;
        var length = body.Length - MacLength - padding;
        if (length < 0)
        {
            throw new InvalidDataException("The padding of a protected message is longer than the message.");
        }

        var message = body.AsSpan(0, length).ToArray();
        if (!CryptographicOperations.FixedTimeEquals(Mac(receiveKey, received, message), body.AsSpan(body.Length - MacLength)))
        {
            throw new InvalidDataException($"Protected message {sequence} was changed on the way.");
        }

        received++;
        return message;
    }

    static byte[] Mac(byte[] key, uint sequence, ReadOnlySpan<byte> message)
    {
        var signed = new byte[4 + message.Length];
        BinaryPrimitives.WriteUInt32BigEndian(signed, sequence);
        message.CopyTo(signed.AsSpan(4));
        return HMACMD5.HashData(key, signed)[..MacLength];
    }

    static byte[] Derive(byte[] sessionKey, string use) =>
        MD5.HashData([.. sessionKey, .. Encoding.ASCII.GetBytes($"Digest session key to {use} key magic constant")]);

    static byte[] DeriveSealing(ReadOnlySpan<byte> shortened, string direction) =>
        MD5.HashData([.. shortened, .. Encoding.ASCII.GetBytes($"Digest H(A1) to {direction} sealing key magic constant")]);
}
