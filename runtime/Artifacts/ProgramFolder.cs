using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace FlinkYarn.Runtime.Artifacts;

/// <summary>A program's publish folder: its files, its identity, and how it is packed for its way.</summary>
sealed class ProgramFolder
{
    const UnixFileMode ReadableFile =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    readonly IReadOnlyList<(string Name, FileInfo File)> files;

    ProgramFolder(IReadOnlyList<(string Name, FileInfo File)> files, string sha256)
    {
        this.files = files;
        Sha256 = sha256;
    }

    /// <summary>The program's identity (<see cref="ProgramIdentity"/>).</summary>
    public string Sha256 { get; }

    /// <summary>Bytes of all files.</summary>
    public long Size => files.Sum(file => file.File.Length);

    /// <exception cref="IOException">It has a link; a program has files and folders only.</exception>
    public static async Task<ProgramFolder> ReadAsync(DirectoryInfo folder, CancellationToken cancellationToken)
    {
        var files = Find(folder);
        using var identity = new ProgramIdentity();
        foreach (var (name, file) in files)
        {
            await using var content = file.OpenRead();
            identity.Add(name, await SHA256.HashDataAsync(content, cancellationToken));
        }

        return new ProgramFolder(files, identity.Take());
    }

    /// <summary>
    /// Packs it as a .tar.gz whose bytes depend on the files' names and contents only: sorted, with fixed times, owners
    /// and modes.
    /// </summary>
    public async Task PackAsync(FileInfo target, CancellationToken cancellationToken)
    {
        await using (var file = target.Create())
        // A submit waits for it; what a better compression saves is sent once a version.
        await using (var gzip = new GZipStream(file, CompressionLevel.Fastest))
        await using (var tar = new TarWriter(gzip, TarEntryFormat.Ustar))
        {
            foreach (var (name, source) in files)
            {
                await using var content = source.OpenRead();
                await tar.WriteEntryAsync(Entry(name, content), cancellationToken);
            }
        }

        target.Refresh();
        var packed = await new ArchiveExtractor(ArchiveLimits.Default)
            .IdentifyAsync(target.FullName, cancellationToken);
        if (packed != Sha256)
        {
            throw new IOException("The program's files were changed while it was packed. Submit it again.");
        }
    }

    static List<(string Name, FileInfo File)> Find(DirectoryInfo folder)
    {
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0,
            IgnoreInaccessible = false };
        var found = folder.EnumerateFileSystemInfos("*", all).ToList();
        if (found.Find(entry => entry.LinkTarget is not null) is { } link)
        {
            throw new IOException($"{link.FullName} is a link; a program's folder may have files and folders only.");
        }

        List<(string Name, FileInfo File)> files =
        [
            .. from file in found.OfType<FileInfo>()
               let name = Path.GetRelativePath(folder.FullName, file.FullName)
                   .Replace(Path.DirectorySeparatorChar, '/')
               select (name, file),
        ];
        files.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
        return files;
    }

    static UstarTarEntry Entry(string name, Stream content) => new(TarEntryType.RegularFile, name)
    {
        ModificationTime = DateTimeOffset.UnixEpoch,
        Mode = ReadableFile,
        DataStream = content,
    };
}
