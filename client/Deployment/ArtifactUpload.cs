using FlinkYarn.Client.Output;
using FlinkYarn.Runtime.Artifacts;
using FlinkYarn.Runtime.Contracts.Deployment;
using FlinkYarn.Runtime.FileSystems;

namespace FlinkYarn.Client.Deployment;

/// <summary>
/// Brings distribution and programs to the user's cache on the shared file system, under their hashes; what is there
/// already is not uploaded again.
/// </summary>
sealed class ArtifactUpload(IFileSystem fileSystem, Uri root, short? replication, IOutput output)
{
    readonly ContentCache cache = new(fileSystem, root.Child("cache"), replication);

    public async Task<FileStatus> PutAsync(Distribution distribution, CancellationToken cancellationToken)
    {
        const string what = "FlinkYarn";
        var archive = distribution.Archive;
        return await FindAsync(
                what, distribution.Sha256, Distribution.ArchiveName, archive.Length, cancellationToken)
            ?? await UploadAsync(what, distribution.Sha256, archive, Distribution.ArchiveName, cancellationToken);
    }

    /// <summary>The program as the ApplicationMaster is told of it, and its file.</summary>
    public async Task<(StagedProgram Program, FileStatus File)> PutAsync(
        ShippedProgram program, CancellationToken cancellationToken)
    {
        var file = await FindAsync(
                program.EntryAssembly, program.Folder.Sha256, program.Name, null, cancellationToken)
            ?? await PackAsync(program, cancellationToken);
        return (new StagedProgram(program.Folder.Sha256, program.EntryAssembly, file.Path, file.Length), file);
    }

    async Task<FileStatus> PackAsync(ShippedProgram program, CancellationToken cancellationToken)
    {
        var scratch = Directory.CreateTempSubdirectory("flinkyarn-archive-");
        try
        {
            var archive = new FileInfo(Path.Combine(scratch.FullName, "program.tar.gz"));
            await program.Folder.PackAsync(archive, cancellationToken);
            return await UploadAsync(
                program.EntryAssembly, program.Folder.Sha256, archive, program.Name, cancellationToken);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    async Task<FileStatus?> FindAsync(
        string what, string sha256, string name, long? length, CancellationToken cancellationToken)
    {
        var present = await cache.FindAsync(sha256, name, length, cancellationToken);
        if (present is not null)
        {
            output.Say($"{what} ({ByteText.Of(present.Length)}): already there, 0 bytes uploaded");
        }

        return present;
    }

    async Task<FileStatus> UploadAsync(
        string what, string sha256, FileInfo file, string name, CancellationToken cancellationToken)
    {
        using var progress = output.Upload(what, file.Length);
        return await cache.PutAsync(sha256, file, name, progress, cancellationToken);
    }
}
