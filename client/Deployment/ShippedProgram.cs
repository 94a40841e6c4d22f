using FlinkYarn.Client.Programs;
using FlinkYarn.Runtime.Artifacts;

namespace FlinkYarn.Client.Deployment;

/// <summary>A program on its way to the cluster: known by its identity, packed only when it is not there yet.</summary>
/// <param name="Folder">Its files.</param>
/// <param name="EntryAssembly">File name.</param>
sealed record ShippedProgram(ProgramFolder Folder, string EntryAssembly)
{
    /// <summary>The archive's name on the shared file system; the identity is the folder.</summary>
    public string Name => string.Concat(Path.GetFileNameWithoutExtension(EntryAssembly)
        .Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' ? letter : '_')) + ".tar.gz";

    public static async Task<ShippedProgram> ReadAsync(
        PublishedProgram program, CancellationToken cancellationToken) =>
        new(await ProgramFolder.ReadAsync(program.Folder, cancellationToken), program.EntryAssembly.Name);
}
