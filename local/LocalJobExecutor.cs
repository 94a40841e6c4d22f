using System.Reflection;
using System.Runtime.Loader;
using FlinkYarn.Api.Execution;
using FlinkYarn.Api.Graph;

namespace FlinkYarn.Local;

/// <summary>
/// Runs jobs in this process: what F5, <c>dotnet run</c> and <c>-t local</c> use. Found by its name; each job has its
/// own cluster, which ends with it.
/// </summary>
sealed class LocalJobExecutor : IJobExecutor
{
    public async Task<IJobClient> SubmitAsync(JobGraph graph, CancellationToken cancellationToken)
    {
        // The program's assemblies are where its main() was called from.
        var program = AssemblyLoadContext.CurrentContextualReflectionContext
            ?? AssemblyLoadContext.GetLoadContext(Assembly.GetEntryAssembly() ?? typeof(LocalJobExecutor).Assembly)!;
        var cluster = await LocalCluster.StartAsync(graph, program, cancellationToken);
        return await cluster.SubmitAsync(graph);
    }
}
