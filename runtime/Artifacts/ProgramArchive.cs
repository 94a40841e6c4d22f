using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace FlinkYarn.Runtime.Artifacts;

/// <summary>
/// A program's publish folder as one .tar.gz whose bytes depend on the files' names and contents only: sorted, with
/// fixed
/// times, owners and modes. Its hash is therefore the program's identity.
/// </summary>
/// <param name="File">Where the archive lies.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
/// <param name="Size">Bytes of the archive.</param>
sealed record ProgramArchive(FileInfo File, string Sha256, long Size)
{
    const UnixFileMode ReadableFile =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Packs a folder.</summary>
    public static async Task<ProgramArchive> PackAsync(
        DirectoryInfo folder, FileInfo target, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using (var file = target.Create())
        await using (var hashing = new HashingStream(file, hash))
        // A submit waits for it; what a better compression saves is sent once a version.
        await using (var gzip = new GZipStream(hashing, CompressionLevel.Fastest))
        await using (var tar = new TarWriter(gzip, TarEntryFormat.Ustar))
        {
            foreach (var (name, path) in Files(folder))
            {
                await using var content = System.IO.File.OpenRead(path);
                await tar.WriteEntryAsync(Entry(name, content), cancellationToken);
            }
        }

        target.Refresh();
        return new ProgramArchive(target, Convert.ToHexStringLower(hash.GetHashAndReset()), target.Length);
    }

    static IEnumerable<(string Name, string Path)> Files(DirectoryInfo folder)
    {
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0,
            IgnoreInaccessible = false };
        var found = folder.EnumerateFileSystemInfos("*", all).ToList();
        if (found.Find(entry => entry.LinkTarget is not null) is { } link)
        {
            throw new IOException($"{link.FullName} is a link; a program's folder may have files and folders only.");
        }

        return from entry in found.OfType<FileInfo>()
               let name = Path.GetRelativePath(folder.FullName, entry.FullName)
                   .Replace(Path.DirectorySeparatorChar, '/')
               orderby name
               select (name, entry.FullName);
    }

    static UstarTarEntry Entry(string name, Stream content) => new(TarEntryType.RegularFile, name)
    {
        ModificationTime = DateTimeOffset.UnixEpoch,
        Mode = ReadableFile,
        DataStream = content,
    };
}
