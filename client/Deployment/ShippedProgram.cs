using FlinkYarn.Client.Programs;
using FlinkYarn.Runtime.Artifacts;

namespace FlinkYarn.Client.Deployment;

/// <summary>A program packed for its way, once a command however many jobs it has.</summary>
/// <param name="Archive">In a folder of its own that is deleted with it.</param>
/// <param name="EntryAssembly">File name.</param>
sealed record ShippedProgram(ProgramArchive Archive, string EntryAssembly) : IDisposable
{
    /// <summary>The archive's name on the shared file system; the hash is the folder.</summary>
    public string Name => string.Concat(Path.GetFileNameWithoutExtension(EntryAssembly)
        .Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' ? letter : '_')) + ".tar.gz";

    public static async Task<ShippedProgram> PackAsync(PublishedProgram program, CancellationToken cancellationToken)
    {
        var scratch = Directory.CreateTempSubdirectory("flinkyarn-archive-");
        try
        {
            var archive = await ProgramArchive.PackAsync(
                program.Folder, new FileInfo(Path.Combine(scratch.FullName, "program.tar.gz")), cancellationToken);
            return new ShippedProgram(archive, program.EntryAssembly.Name);
        }
        catch
        {
            scratch.Delete(recursive: true);
            throw;
        }
    }

    public void Dispose() => Archive.File.Directory!.Delete(recursive: true);
}
