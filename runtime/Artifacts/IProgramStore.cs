namespace FlinkYarn.Runtime.Artifacts;

/// <summary>Finds a program's publish folder by content, fetching and unpacking it when it is not here yet.</summary>
interface IProgramStore
{
    /// <summary>
    /// The folder with the program's assemblies, read-only. Its archive's hash was checked before anything in it was
    /// used. Several calls for one program share the work.
    /// </summary>
    Task<DirectoryInfo> GetAsync(Contracts.ProgramArtifact program, CancellationToken cancellationToken);
}
