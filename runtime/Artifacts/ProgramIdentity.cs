using System.Security.Cryptography;
using System.Text;

namespace FlinkYarn.Runtime.Artifacts;

/// <summary>
/// What a program is, however it is packed: SHA-256 over the lines "hash  name" of its files in their names' order, as
/// <c>find -type f | sort | xargs sha256sum | sha256sum</c> has it. A submit knows it without packing anything.
/// </summary>
sealed class ProgramIdentity : IDisposable
{
    readonly IncrementalHash lines = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <param name="name">Path in the program, with '/'.</param>
    /// <param name="sha256">Of the file's content.</param>
    public void Add(string name, ReadOnlySpan<byte> sha256) =>
        lines.AppendData(Encoding.UTF8.GetBytes($"{Convert.ToHexStringLower(sha256)}  {name}\n"));

    /// <summary>64 lower-case hexadecimal digits; nothing can be added afterwards.</summary>
    public string Take() => Convert.ToHexStringLower(lines.GetHashAndReset());

    public void Dispose() => lines.Dispose();
}
