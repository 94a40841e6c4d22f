using FlinkYarn.Api.Graph;
using FlinkYarn.Client.Output;
using FlinkYarn.Runtime.Artifacts;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.FileSystems;
using FlinkYarn.Runtime.Memory;

namespace FlinkYarn.Client.Deployment;

/// <summary>Shows all that a deployment would do; reads from the cluster and changes nothing.</summary>
sealed class DryRun(YarnConnection cluster, DeploymentOptions options, IOutput output)
{
    /// <param name="graph">Null when the program is run in the cluster, or there is none.</param>
    /// <param name="shipment">Packed already.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task TellAsync(JobGraph? graph, Shipment shipment, CancellationToken cancellationToken)
    {
        output.Table("Configuration (key, value, origin)", [.. Configuration()]);
        if (graph is not null)
        {
            output.Table("Job", [.. JobOf(graph)]);
        }

        output.Table("Resources", [.. Resources()]);
        output.Table("Files", [.. await FilesAsync(shipment, cancellationToken)]);
        var launch = new LaunchCommand(options);
        output.Table("Launch of the ApplicationMaster",
        [
            ("Command", launch.Text),
            .. launch.Environment.Select(variable => (variable.Key, Secrets.Shown(variable.Key, variable.Value))),
        ]);
        output.Say("Dry run: nothing was submitted, nothing was written.");
    }

    IEnumerable<(string, string)> Configuration()
    {
        var defaults = OptionCatalog.Options
            .Where(option => !option.IsPrefix && options.Settings.Find(option.Key) is null)
            .Select(option => (option.Key, Value: OptionValue.Format(option.Default), Origin: "default"))
            .Where(row => row.Value.Length > 0);
        var given = options.Settings.All.Select(pair => (pair.Key, pair.Value.Value, pair.Value.Origin));
        return defaults.Concat(given).OrderBy(row => row.Key, StringComparer.Ordinal)
            .Select(row => (row.Key, $"{Secrets.Shown(row.Key, row.Value)}  ({row.Origin})"));
    }

    static IEnumerable<(string, string)> JobOf(JobGraph graph)
    {
        yield return ("Name", graph.Name);
        foreach (var vertex in graph.Vertices)
        {
            yield return (vertex.Name, $"parallelism {vertex.Parallelism}");
        }
    }

    IEnumerable<(string, string)> Resources()
    {
        var memory = ApplicationMasterMemory.Of(options.JobManager.ProcessSize);
        yield return ("Queue", options.Yarn.Queue ?? "default");
        yield return ("User", cluster.User);
        yield return ("ApplicationMaster",
            $"{memory.Process.MebiBytes} MB, {options.Yarn.ApplicationMasterVCores} virtual cores; heap {memory.Heap}");
        yield return ("Each TaskManager",
            $"{options.TaskManager.ProcessSize.MebiBytes} MB, {options.TaskManagerVCores} virtual cores, "
            + $"{options.TaskManager.Slots} slots");
    }

    async Task<List<(string, string)>> FilesAsync(Shipment shipment, CancellationToken cancellationToken)
    {
        var root = await cluster.GetRootAsync(options.Yarn.StagingDirectory, cancellationToken);
        var cache = new ContentCache(cluster.FileSystems.For(root), root.Child("cache"), options.Replication);
        var rows = new List<(string, string)>
        {
            ("Staging", $"{root}/<application id>/"),
            ("FlinkYarn", await CachedAsync(
                cache, shipment.Distribution.Sha256, Distribution.ArchiveName, shipment.Distribution.Archive.Length,
                ByteText.Of(shipment.Distribution.Archive.Length), cancellationToken)),
        };
        if (shipment.Program is { } program)
        {
            rows.Add((program.EntryAssembly, await CachedAsync(
                cache, program.Folder.Sha256, program.Name, null, $"{ByteText.Of(program.Folder.Size)} unpacked",
                cancellationToken)));
        }

        rows.AddRange(shipment.Files.Select(file => (file.Link, file.Local is { } local
            ? $"{ByteText.Of(local.Length)} from {local.FullName}"
            : $"{ByteText.Of(file.Remote!.Length)} at {file.Remote.Path}, used where it is")));
        return rows;
    }

    static async Task<string> CachedAsync(
        ContentCache cache, string sha256, string name, long? length, string size, CancellationToken cancellationToken)
    {
        var isThere = await cache.FindAsync(sha256, name, length, cancellationToken) is not null;
        return $"{size}, {(isThere ? "already there" : "to be uploaded")}, sha256 {sha256}";
    }
}
