using System.Buffers;
using FlinkYarn.Runtime.FileSystems;

namespace FlinkYarn.Runtime.Artifacts;

/// <summary>Copies local files to a shared file system, readable by their owner only, and tells how far it is.</summary>
sealed class FileUpload(IFileSystem fileSystem, short? replication)
{
    const int PieceSize = 256 * 1024;

    /// <summary>Uploads a file.</summary>
    public async Task<FileStatus> UploadAsync(
        FileInfo file, Uri target, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        await using var content = file.OpenRead();
        return await UploadAsync(content, target, progress, cancellationToken);
    }

    /// <summary>Uploads bytes.</summary>
    public async Task<FileStatus> UploadAsync(byte[] bytes, Uri target, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(bytes, writable: false);
        return await UploadAsync(content, target, null, cancellationToken);
    }

    async Task<FileStatus> UploadAsync(
        Stream content, Uri target, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var creation = new FileCreation
        {
            Overwrite = true, Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite, Replication = replication,
        };
        var piece = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            await using var stream = await fileSystem.CreateAsync(target, creation, cancellationToken);
            long sent = 0;
            for (int read; (read = await content.ReadAsync(piece, cancellationToken)) > 0;)
            {
                await stream.WriteAsync(piece.AsMemory(0, read), cancellationToken);
                progress?.Report(sent += read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }

        // Read after closing: only then is the modification time the one that YARN will compare.
        return await fileSystem.GetStatusAsync(target, cancellationToken)
            ?? throw new IOException($"{target} was written and is not there.");
    }
}
