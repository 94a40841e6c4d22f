using System.Security.Cryptography;
using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Client.Deployment;

/// <summary>The archive with ApplicationMaster and TaskManager that every container gets.</summary>
/// <param name="Archive">In the distribution's <c>lib</c>.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
sealed record Distribution(FileInfo Archive, string Sha256)
{
    public const string ArchiveName = "flinkyarn-dist.tar.gz";
    const string HashName = "flinkyarn-dist.sha256";
    const int HashLength = 64;

    /// <summary>Finds it where the launcher says, or beside the client.</summary>
    /// <exception cref="MistakesException">It is not there.</exception>
    public static async Task<Distribution> FindAsync(string? home, CancellationToken cancellationToken)
    {
        string[] folders =
        [
            .. home is { Length: > 0 } ? [Path.Combine(home, "lib")] : Array.Empty<string>(),
            AppContext.BaseDirectory,
            Path.Combine(AppContext.BaseDirectory, ".."),
            Path.Combine(AppContext.BaseDirectory, "..", "lib"),
        ];
        var folder = folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, ArchiveName)))
            ?? throw new MistakesException(
                $"The archive for the containers, {ArchiveName}, is not in {string.Join(" or ", folders.Take(1))}. "
                + "Use the distribution that ./build makes.");
        var archive = new FileInfo(Path.GetFullPath(Path.Combine(folder, ArchiveName)));
        return new Distribution(archive, await HashAsync(archive, cancellationToken));
    }

    // Hashing 100 MB takes as long as starting a container; the build has done it.
    static async Task<string> HashAsync(FileInfo archive, CancellationToken cancellationToken)
    {
        var file = new FileInfo(Path.Combine(archive.DirectoryName!, HashName));
        if (file.Exists && file.LastWriteTimeUtc >= archive.LastWriteTimeUtc)
        {
            var text = (await File.ReadAllTextAsync(file.FullName, cancellationToken)).Trim();
            return text.Length == HashLength && text.All(char.IsAsciiHexDigitLower)
                ? text
                : throw new MistakesException($"{file.FullName} has no SHA-256; run ./build again.");
        }

        await using var content = archive.OpenRead();
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
    }
}
