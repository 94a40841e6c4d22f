using System.Formats.Tar;
using System.IO.Compression;

namespace FlinkYarn.MiniYarn.Nodes.Localization;

/// <summary>
/// Unpacks an archive to a folder of its own name; which kind it is tells the name (FSDownload.unpack).
/// </summary>
internal static class ArchiveFile
{
    /// <summary>Puts the folder in the file's place; a file of no known kind stays what it is.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static async Task UnpackAsync(string file, CancellationToken cancellationToken)
    {
        var name = file.ToLowerInvariant();
        Func<string, string, CancellationToken, Task>? unpack = name switch
        {
            _ when name.EndsWith(".zip", StringComparison.Ordinal) => UnzipAsync,
            _ when name.EndsWith(".jar", StringComparison.Ordinal) => UnzipAsync,
            _ when name.EndsWith(".tar.gz", StringComparison.Ordinal) => UntarCompressedAsync,
            _ when name.EndsWith(".tgz", StringComparison.Ordinal) => UntarCompressedAsync,
            _ when name.EndsWith(".tar", StringComparison.Ordinal) => UntarAsync,
            _ => null,
        };
        if (unpack is null)
        {
            return;
        }

        var packed = file + ".packed";
        File.Move(file, packed);
        Directory.CreateDirectory(file);
        await unpack(packed, file, cancellationToken);
        File.Delete(packed);
    }

    static Task UnzipAsync(string packed, string folder, CancellationToken cancellationToken) =>
        ZipFile.ExtractToDirectoryAsync(packed, folder, cancellationToken);

    static Task UntarAsync(string packed, string folder, CancellationToken cancellationToken) =>
        TarFile.ExtractToDirectoryAsync(packed, folder, overwriteFiles: true, cancellationToken);

    static async Task UntarCompressedAsync(string packed, string folder, CancellationToken cancellationToken)
    {
        await using var source = File.OpenRead(packed);
        await using var inflated = new GZipStream(source, CompressionMode.Decompress);
        await TarFile.ExtractToDirectoryAsync(inflated, folder, overwriteFiles: true, cancellationToken);
    }
}
