using System.Buffers;
using System.Security.Cryptography;

namespace FlinkYarn.Runtime.Artifacts;

/// <summary>
/// Unpacks archives that nobody vouches for: all of one is read and judged before the first byte is written. Counts are
/// of what was really unpacked, never of what a header says.
/// </summary>
sealed class ArchiveExtractor(ArchiveLimits limits)
{
    const int PieceSize = 128 * 1024;

    /// <summary>Unpacks into a folder that is made for it.</summary>
    /// <exception cref="UnsafeArchiveException">It is damaged, leads out of the folder, or is too large.</exception>
    public async Task ExtractAsync(string archive, string folder, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new IOException($"{folder} is not empty; archives are unpacked into fresh folders only.");
        }

        await WalkAsync(archive, folder, MeasureAsync, cancellationToken);
        Directory.CreateDirectory(folder);
        await WalkAsync(archive, folder, WriteAsync, cancellationToken);
    }

    /// <summary>The identity of the program in an archive (<see cref="ProgramIdentity"/>).</summary>
    /// <exception cref="UnsafeArchiveException">As for unpacking.</exception>
    public async Task<string> IdentifyAsync(string archive, CancellationToken cancellationToken)
    {
        using var identity = new ProgramIdentity();
        await WalkAsync(
            archive, Path.Combine(Path.GetTempPath(), "program"),
            async (_, entry, budget, token) =>
            {
                if (entry.IsFolder)
                {
                    return 0;
                }

                using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                await using var hashing = new HashingStream(Stream.Null, hash);
                var length = await CopyAsync(hashing, entry, budget, token);
                identity.Add(entry.Name, hash.GetHashAndReset());
                return length;
            },
            cancellationToken);
        return identity.Take();
    }

    async Task WalkAsync(string archive, string folder, Sink sink, CancellationToken cancellationToken)
    {
        var guard = new PathGuard(folder);
        var budget = limits.BytesAllowed(new FileInfo(archive).Length);
        var entries = 0;
        try
        {
            await foreach (var entry in ArchiveReader.ReadAsync(archive, cancellationToken))
            {
                if (++entries > limits.Entries)
                {
                    throw new UnsafeArchiveException($"{archive} has more than {limits.Entries} entries.");
                }

                var path = entry.IsFolder ? guard.Folder(entry.Name) : guard.File(entry.Name);
                budget -= await sink(path, entry, budget, cancellationToken);
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new UnsafeArchiveException($"{archive} is damaged: {failure.Message}", failure);
        }
    }

    static Task<long> MeasureAsync(string path, ArchiveEntry entry, long budget, CancellationToken cancellationToken) =>
        CopyAsync(Stream.Null, entry, budget, cancellationToken);

    static async Task<long> WriteAsync(
        string path, ArchiveEntry entry, long budget, CancellationToken cancellationToken)
    {
        if (entry.IsFolder)
        {
            Directory.CreateDirectory(path);
            return 0;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        return await CopyAsync(file, entry, budget, cancellationToken);
    }

    static async Task<long> CopyAsync(
        Stream target, ArchiveEntry entry, long budget, CancellationToken cancellationToken)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            long copied = 0;
            for (int read; (read = await entry.Content.ReadAsync(piece, cancellationToken)) > 0;)
            {
                copied += read;
                if (copied > budget)
                {
                    throw new UnsafeArchiveException(
                        $"The archive is refused: with '{entry.Name}' it unpacks to more than is allowed.");
                }

                await target.WriteAsync(piece.AsMemory(0, read), cancellationToken);
            }

            return copied;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    delegate Task<long> Sink(string path, ArchiveEntry entry, long budget, CancellationToken cancellationToken);
}
