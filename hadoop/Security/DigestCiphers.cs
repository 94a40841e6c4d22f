using System.Security.Cryptography;

namespace FlinkYarn.Hadoop.Security;

/// <summary>One direction of a connection's cipher; its state goes on from message to message.</summary>
interface IDigestCipher
{
    byte[] Transform(byte[] bytes);

    /// <summary>What stands between a message and its MAC.</summary>
    byte[] Padding(int length);

    /// <summary>How much of it there is, told by its last byte.</summary>
    int PaddingLength(ReadOnlySpan<byte> padded);
}

/// <summary>The ciphers that Hadoop's servers offer.</summary>
static class DigestCiphers
{
    /// <summary>In the order in which we take them.</summary>
    public static readonly string[] Preferred = ["3des", "rc4", "rc4-56", "rc4-40"];

    public static IDigestCipher Create(string name, byte[] key, bool isEncrypting) => name switch
    {
        "3des" => new TripleDesCipher(key, isEncrypting),
        "rc4" or "rc4-56" or "rc4-40" => new Rc4Cipher(key),
        _ => throw new NotSupportedException($"The cipher {name} is not known."),
    };
}

/// <summary>RC4; the protocol's choice, not ours.</summary>
sealed class Rc4Cipher : IDigestCipher
{
    readonly byte[] state = [.. Enumerable.Range(0, 256).Select(index => (byte)index)];
    byte i;
    byte j;

    public Rc4Cipher(byte[] key)
    {
        byte swap = 0;
        for (var index = 0; index < 256; index++)
        {
            swap += (byte)(state[index] + key[index % key.Length]);
            (state[index], state[swap]) = (state[swap], state[index]);
        }
    }

    public byte[] Transform(byte[] bytes)
    {
        var result = new byte[bytes.Length];
        for (var index = 0; index < bytes.Length; index++)
        {
            i++;
            j += state[i];
            (state[i], state[j]) = (state[j], state[i]);
            result[index] = (byte)(bytes[index] ^ state[(byte)(state[i] + state[j])]);
        }

        return result;
    }

    public byte[] Padding(int length) => [];

    public int PaddingLength(ReadOnlySpan<byte> padded) => 0;
}

/// <summary>Triple DES with two keys in CBC mode, the chain carried over from message to message.</summary>
sealed class TripleDesCipher : IDigestCipher
{
    const int Block = 8;

    readonly ICryptoTransform transform;

    public TripleDesCipher(byte[] key, bool isEncrypting)
    {
        var (first, second) = (Expand(key.AsSpan(0, 7)), Expand(key.AsSpan(7, 7)));
        using var cipher = TripleDES.Create();
        cipher.Mode = CipherMode.CBC;
        cipher.Padding = PaddingMode.None;
        byte[] whole = [.. first, .. second, .. first];
        var vector = key[8..16];
        transform = isEncrypting ? cipher.CreateEncryptor(whole, vector) : cipher.CreateDecryptor(whole, vector);
    }

    public byte[] Transform(byte[] bytes)
    {
        if (bytes.Length % Block != 0)
        {
            throw new InvalidDataException($"A sealed message of {bytes.Length} bytes is not of whole blocks.");
        }

        var result = new byte[bytes.Length];
        transform.TransformBlock(bytes, 0, bytes.Length, result, 0);
        return result;
    }

    public byte[] Padding(int length)
    {
        var count = Block - (length % Block);
        return [.. Enumerable.Repeat((byte)count, count)];
    }

    public int PaddingLength(ReadOnlySpan<byte> padded) =>
        padded is [.., var count] && count is >= 1 and <= Block && count <= padded.Length
            ? count
            : throw new InvalidDataException("The padding of a sealed message is wrong.");

    // 56 bits to eight bytes of seven bits each, left aligned; the parity bit does not matter.
    static byte[] Expand(ReadOnlySpan<byte> bits)
    {
        ulong all = 0;
        foreach (var part in bits)
        {
            all = (all << 8) | part;
        }

        var key = new byte[8];
        for (var index = 0; index < 8; index++)
        {
            key[index] = (byte)((all >> (49 - (7 * index)) & 0x7F) << 1);
        }

        return key;
    }
}
