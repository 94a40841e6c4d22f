using FlinkYarn.Hadoop.Http;
using FlinkYarn.Hadoop.Rest;
using FlinkYarn.MiniYarn.Cluster;

namespace FlinkYarn.MiniYarn.Commands;

/// <summary><c>status</c>: whether a cluster runs in a folder, and what runs on it.</summary>
internal sealed class StatusCommand(TextWriter output)
{
    public async Task<int> RunAsync(string folder, CancellationToken cancellationToken)
    {
        using var process = ClusterProcess.Find(folder);
        if (process is null || ClusterFile.Read(folder) is not { } cluster)
        {
            await output.WriteLineAsync($"No cluster runs in {folder}.");
            return ExitCodes.NotRunning;
        }

        await output.WriteLineAsync($"Process {process.Id}, {cluster.ResourceManager}, {cluster.HadoopConfDir}");
        using var yarn = new YarnResourceManagerClient(
            [new Uri(cluster.ResourceManager)], new SimpleAuthentication(Environment.UserName));
        var metrics = await yarn.GetMetricsAsync(cancellationToken);
        await output.WriteLineAsync(
            $"{metrics.ActiveNodes} nodes, {metrics.AvailableMb} of {metrics.TotalMb} MB free, "
                + $"{metrics.ContainersAllocated} containers");
        var live = new YarnApplicationQuery
        {
            States = [YarnApplicationState.Accepted, YarnApplicationState.Running],
        };
        foreach (var application in await yarn.GetApplicationsAsync(live, cancellationToken))
        {
            await output.WriteLineAsync($"{application.Id} {application.State} {application.Name}");
        }

        return ExitCodes.Success;
    }
}
