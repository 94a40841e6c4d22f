using System.Reflection;
using System.Runtime.Loader;
using FlinkYarn.Api.Execution;
using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Client.Programs;

/// <summary>
/// Finds the executor that runs jobs in this process: <c>FlinkYarn.Local</c> beside the client, which does not
/// reference it.
/// </summary>
static class LocalExecutor
{
    const string AssemblyName = "FlinkYarn.Local";

    /// <summary>Loads it from the client's folder.</summary>
    /// <exception cref="MistakesException">It is not there.</exception>
    public static IJobExecutor Load() => Load(AppContext.BaseDirectory);

    /// <inheritdoc cref="Load()"/>
    public static IJobExecutor Load(string folder)
    {
        var file = Path.Combine(folder, AssemblyName + ".dll");
        if (!File.Exists(file))
        {
            throw new MistakesException(
                $"-t local needs {file}, which is not there. Use the distribution that ./build makes.");
        }

        // What it stands on lies beside it too, but is not among the client's own dependencies.
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(folder, name.Name + ".dll") is var beside && File.Exists(beside)
                ? context.LoadFromAssemblyPath(beside)
                : null;
        var executor = AssemblyLoadContext.Default.LoadFromAssemblyPath(file).GetTypes().FirstOrDefault(
            type => type is { IsAbstract: false, IsInterface: false } && typeof(IJobExecutor).IsAssignableFrom(type))
            ?? throw new MistakesException($"{file} has no executor; it is of another version than this client.");
        return (IJobExecutor)Activator.CreateInstance(
            executor, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, [], null)!;
    }
}
