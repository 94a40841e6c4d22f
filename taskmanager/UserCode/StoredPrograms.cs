using System.Collections.Concurrent;
using FlinkYarn.Api.Closures;
using FlinkYarn.Runtime.Artifacts;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Programs;

namespace FlinkYarn.TaskManager.UserCode;

/// <summary>Programs from the store, each loaded once a process however often it is submitted. Thread-safe.</summary>
sealed class StoredPrograms(IProgramStore store) : IProgramSource
{
    readonly ConcurrentDictionary<(string, string), Lazy<ProgramLoadContext>> contexts = [];

    public async Task<IClosureTypeSource> LoadAsync(
        IReadOnlyList<ProgramArtifact> programs, CancellationToken cancellationToken)
    {
        var loaded = new List<ProgramLoadContext>();
        foreach (var program in programs)
        {
            var folder = await store.GetAsync(program, cancellationToken);
            var entry = Path.Combine(folder.FullName, Path.GetFileName(program.EntryAssembly));
            loaded.Add(contexts.GetOrAdd(
                (program.Sha256, entry),
                key => new(() => new ProgramLoadContext(key.Item1, new FileInfo(key.Item2)))).Value);
        }

        return new ContextAssemblies(loaded);
    }
}
