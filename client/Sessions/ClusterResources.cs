using System.Globalization;
using FlinkYarn.Client.Deployment;

namespace FlinkYarn.Client.Sessions;

/// <summary>
/// What a cluster has, as <c>yarn-session -q</c> prints it (YarnClusterDescriptor.getClusterDescription).
/// </summary>
static class ClusterResources
{
    const string Rule = "+---------------------------------------+";
    const int Width = 16;

    public static async Task WriteAsync(
        YarnConnection cluster, TextWriter writer, CancellationToken cancellationToken)
    {
        var asking = cluster.Yarn.GetSchedulerAsync(cancellationToken);
        var nodes = await cluster.Yarn.GetRunningNodesAsync(cancellationToken);
        var scheduler = await asking;
        await writer.WriteLineAsync($"NodeManagers in the cluster: {nodes.Count}");
        await writer.WriteLineAsync(Row("Property", "Value"));
        await writer.WriteLineAsync(Rule);
        foreach (var node in nodes)
        {
            await writer.WriteLineAsync(Row("NodeID", node.Id));
            await writer.WriteLineAsync(Row("Memory", $"{node.TotalMemoryMb} MB, {node.FreeMemoryMb} MB free"));
            await writer.WriteLineAsync(Row("vCores", $"{node.TotalVCores}, {node.FreeVCores} free"));
            await writer.WriteLineAsync(Row("HealthReport", node.HealthReport ?? ""));
            await writer.WriteLineAsync(Row("Containers", node.NumContainers.ToString(CultureInfo.InvariantCulture)));
            await writer.WriteLineAsync(Rule);
        }

        await writer.WriteLineAsync(
            $"Summary: totalMemory {nodes.Sum(node => node.TotalMemoryMb)} MB "
            + $"totalCores {nodes.Sum(node => node.TotalVCores)}");
        foreach (var path in scheduler.Leaves)
        {
            var queue = scheduler.Queues[path];
            await writer.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"Queue: {path}, Current Capacity: {queue.UsedCapacity:0.0} % Max Capacity: {queue.MaxCapacity:0.0} % "
                + $"Applications: {queue.NumApplications}"));
        }
    }

    static string Row(string name, string value) => $"|{name.PadRight(Width)} |{value}";
}
