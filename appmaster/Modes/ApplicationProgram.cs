using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Contracts.Deployment;

namespace FlinkYarn.AppMaster.Modes;

/// <summary>The program of application mode, and how it is called.</summary>
/// <param name="Artifact">What TaskManagers need to find its functions.</param>
/// <param name="EntryAssembly">Localized in this container.</param>
/// <param name="Settings">Its defaults.</param>
sealed record ApplicationProgram(
    ProgramArtifact Artifact, FileInfo EntryAssembly, ProgramCall Call, Settings Settings)
{
    /// <exception cref="IOException">The descriptor does not say what is to be called.</exception>
    public static ApplicationProgram Of(ApplicationFiles files, string folder, ProgramArtifact artifact) =>
        files.Application.Call is { } call
            ? new ApplicationProgram(
                artifact,
                new FileInfo(Path.Combine(
                    folder, StagedResource.ProgramsLink, artifact.Sha256, Path.GetFileName(artifact.EntryAssembly))),
                call, files.Settings)
            : throw new IOException($"{ApplicationDescriptor.FileName} does not say how the program is called.");
}
