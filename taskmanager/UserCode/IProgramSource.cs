using FlinkYarn.Api.Closures;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.TaskManager.UserCode;

/// <summary>Gives tasks the assemblies that their functions live in.</summary>
interface IProgramSource
{
    Task<IClosureTypeSource> LoadAsync(IReadOnlyList<ProgramArtifact> programs, CancellationToken cancellationToken);
}
