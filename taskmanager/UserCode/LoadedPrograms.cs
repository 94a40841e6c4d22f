using System.Runtime.Loader;
using FlinkYarn.Api.Closures;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.TaskManager.UserCode;

/// <summary>
/// The program that has started this very process, or runs in a load context of it: nothing is fetched.
/// </summary>
sealed class LoadedPrograms(AssemblyLoadContext context) : IProgramSource
{
    public Task<IClosureTypeSource> LoadAsync(
        IReadOnlyList<ProgramArtifact> programs, CancellationToken cancellationToken) =>
        Task.FromResult<IClosureTypeSource>(new ContextAssemblies([context]));
}
