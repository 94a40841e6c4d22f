using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace FlinkYarn.Runtime.Artifacts;

/// <summary>
/// The entries of a .zip, .tar, .tgz or .tar.gz in their order; one that is no file and no folder refuses the archive.
/// </summary>
static class ArchiveReader
{
    // The upper half of a zip entry's attributes is the Unix mode; its upper four bits are the kind of file.
    const int UnixKindMask = 0xF000;
    const int UnixFile = 0x8000;
    const int UnixFolder = 0x4000;

    static readonly string[] Endings = [".zip", ".tar.gz", ".tgz", ".tar"];

    public static bool IsArchive(string path) => Endings.Any(ending => HasEnding(path, ending));

    public static IAsyncEnumerable<ArchiveEntry> ReadAsync(string path, CancellationToken cancellationToken) =>
        HasEnding(path, ".zip") ? ReadZipAsync(path, cancellationToken)
        : HasEnding(path, ".tar.gz") || HasEnding(path, ".tgz") ? ReadTarAsync(path, true, cancellationToken)
        : HasEnding(path, ".tar") ? ReadTarAsync(path, false, cancellationToken)
        : throw new UnsafeArchiveException($"{path} is none of {string.Join(", ", Endings)}.");

    static async IAsyncEnumerable<ArchiveEntry> ReadTarAsync(
        string path, bool isCompressed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        await using var plain = isCompressed ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        await using var tar = new TarReader(plain);
        while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            switch (entry.EntryType)
            {
                case TarEntryType.Directory:
                    yield return new ArchiveEntry(entry.Name, true, Stream.Null);
                    break;
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile:
                    yield return new ArchiveEntry(entry.Name, false, entry.DataStream ?? Stream.Null);
                    break;
                case TarEntryType.GlobalExtendedAttributes:
                    break;
                default:
                    throw new UnsafeArchiveException(
                        $"The archive is refused: '{entry.Name}' is a {entry.EntryType}; only files and folders are taken.");
            }
        }
    }

    static async IAsyncEnumerable<ArchiveEntry> ReadZipAsync(
        string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var zip = ZipFile.OpenRead(path);
        foreach (var entry in zip.Entries)
        {
            var kind = (entry.ExternalAttributes >> 16) & UnixKindMask;
            if (kind is not (0 or UnixFile or UnixFolder))
            {
                throw new UnsafeArchiveException(
                    $"The archive is refused: '{entry.FullName}' is a link or a device; only files and folders are taken.");
            }

            await using var content = await entry.OpenAsync(cancellationToken);
            yield return new ArchiveEntry(entry.FullName, entry.FullName.EndsWith('/') || kind == UnixFolder, content);
        }
    }

    static bool HasEnding(string path, string ending) => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
