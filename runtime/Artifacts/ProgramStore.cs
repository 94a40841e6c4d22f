using System.Collections.Concurrent;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.FileSystems;

namespace FlinkYarn.Runtime.Artifacts;

/// <summary>
/// Programs by their hash: the folder that the NodeManager has unpacked (it took exactly the file that the client named
/// by hash and time), otherwise a download whose identity is checked before it is unpacked. Thread-safe.
/// </summary>
/// <param name="localized">The container's <c>programs</c> folder; need not exist.</param>
/// <param name="downloads">Where downloaded programs are unpacked, one folder a hash.</param>
/// <param name="fileSystems">Where programs are downloaded from.</param>
sealed class ProgramStore(DirectoryInfo localized, DirectoryInfo downloads, FileSystemRegistry fileSystems)
    : IProgramStore
{
    const int HashLength = 64;
    const int PieceSize = 128 * 1024;

    readonly ConcurrentDictionary<string, Lazy<Task<DirectoryInfo>>> programs = new(StringComparer.Ordinal);

    public async Task<DirectoryInfo> GetAsync(ProgramArtifact program, CancellationToken cancellationToken)
    {
        if (program.Sha256.Length != HashLength || !program.Sha256.All(char.IsAsciiHexDigitLower))
        {
            throw new IOException($"'{program.Sha256}' is no SHA-256 of a program.");
        }

        // Shared by all callers, so none of them can cancel it for the others.
        var work = programs.GetOrAdd(program.Sha256, _ => new(() => FindAsync(program)));
        try
        {
            return await work.Value.WaitAsync(cancellationToken);
        }
        catch (Exception) when (work.Value.IsFaulted)
        {
            programs.TryRemove(KeyValuePair.Create(program.Sha256, work));
            throw;
        }
    }

    async Task<DirectoryInfo> FindAsync(ProgramArtifact program)
    {
        var unpacked = new DirectoryInfo(Path.Combine(localized.FullName, program.Sha256));
        var folder = unpacked.Exists ? unpacked : new DirectoryInfo(Path.Combine(downloads.FullName, program.Sha256));
        if (!folder.Exists)
        {
            await DownloadAsync(program, folder);
            folder.Refresh();
        }

        return File.Exists(Path.Combine(folder.FullName, Path.GetFileName(program.EntryAssembly)))
            ? folder
            : throw new IOException(
                $"The program {program.Sha256} has no {program.EntryAssembly} in {folder.FullName}.");
    }

    async Task DownloadAsync(ProgramArtifact program, DirectoryInfo folder)
    {
        var scratch = Directory.CreateDirectory(
            Path.Combine(downloads.FullName, $".{program.Sha256}.{Path.GetRandomFileName()}"));
        try
        {
            var archive = new FileInfo(Path.Combine(scratch.FullName, "program.tar.gz"));
            await FetchAsync(new Uri(program.Uri), archive);
            var extractor = new ArchiveExtractor(ArchiveLimits.Default);
            if (await extractor.IdentifyAsync(archive.FullName, CancellationToken.None) is var actual
                && actual != program.Sha256)
            {
                throw new UnsafeArchiveException(
                    $"{program.Uri} was changed: its identity is {actual}, not {program.Sha256}. Delete it and "
                    + "submit again.");
            }

            var fresh = Path.Combine(scratch.FullName, "unpacked");
            await extractor.ExtractAsync(archive.FullName, fresh, CancellationToken.None);
            Directory.Move(fresh, folder.FullName);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    async Task FetchAsync(Uri source, FileInfo archive)
    {
        await using var content = await fileSystems.For(source)
            .OpenReadAsync(source, 0, null, CancellationToken.None);
        await using var file = archive.Create();
        await content.CopyToAsync(file, PieceSize);
    }
}
