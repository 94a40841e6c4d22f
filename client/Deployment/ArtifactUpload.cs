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

    public Task<FileStatus> PutAsync(Distribution distribution, CancellationToken cancellationToken) => PutAsync(
        "FlinkYarn", distribution.Sha256, distribution.Archive, Distribution.ArchiveName, cancellationToken);

    /// <summary>The program as the ApplicationMaster is told of it, and its file.</summary>
    public async Task<(StagedProgram Program, FileStatus File)> PutAsync(
        ShippedProgram program, CancellationToken cancellationToken)
    {
        var archive = program.Archive;
        var file = await PutAsync(
            program.EntryAssembly, archive.Sha256, archive.File, program.Name, cancellationToken);
        return (new StagedProgram(archive.Sha256, program.EntryAssembly, file.Path, file.Length), file);
    }

    async Task<FileStatus> PutAsync(
        string what, string sha256, FileInfo file, string name, CancellationToken cancellationToken)
    {
        if (await cache.FindAsync(sha256, file, name, cancellationToken) is { } present)
        {
            output.Say($"{what} ({ByteText.Of(file.Length)}): already there, 0 bytes uploaded");
            return present;
        }

        using var progress = output.Upload(what, file.Length);
        return await cache.PutAsync(sha256, file, name, progress, cancellationToken);
    }
}
